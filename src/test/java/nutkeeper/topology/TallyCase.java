package nutkeeper.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One case of a decision table. Above the four dashes stands what is known, one thing a line:
 *
 * <pre>
 * confirmed NODE EPOCH LEVEL     what was accepted before; nothing, if the line is missing
 * sentinels N                    how many are configured; 3, if the line is missing
 * expected N                     how many the settings say there are
 * SENTINEL NODE EPOCH [DETAIL..] a vote
 * SENTINEL null [age=5s]         it monitors no such master
 * </pre>
 *
 * The details of a vote: a failover state as Sentinel spells it, {@code no-quorum} (its CKQUORUM fails), {@code replicas=x,y},
 * {@code counts=5} (Sentinels it knows of, itself included; 3 if not said), {@code age=2s} (seen so long ago), {@code held=4s}
 * (had this epoch so long). Below the dashes stands the verdict in the words of {@link #told}.
 */
record TallyCase(String name, List<String> known, String expected) {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    TallyCase {
        known = List.copyOf(known);
    }

    static TallyCase parse(String text) {
        List<String> lines = text.strip().lines().toList();
        int dashes = lines.indexOf("----");
        if (dashes < 0) {
            throw new IllegalArgumentException("no four dashes in the case '" + lines.getFirst() + "'");
        }
        return new TallyCase(
                lines.getFirst(), lines.subList(1, dashes), String.join("\n", lines.subList(dashes + 1, lines.size())));
    }

    /** The Sentinels in the order in which the case names them. */
    List<String> sentinels() {
        return known.stream()
                .map(line -> line.split(" ", 2)[0])
                .filter(word -> word.matches("s\\d"))
                .distinct()
                .toList();
    }

    /** The verdict with all Sentinels under their own names. */
    Verdict verdict() {
        return verdict(sentinels());
    }

    /** The verdict with the first Sentinel at the address called {@code names.get(0)}, and so on. */
    Verdict verdict(List<String> names) {
        Ballot ballot = Ballot.EMPTY;
        Optional<Confirmed> confirmed = Optional.empty();
        int configured = 3;
        OptionalInt expected = OptionalInt.empty();
        for (String line : known) {
            List<String> words = Arrays.asList(line.split(" "));
            switch (words.getFirst()) {
                case "confirmed" -> confirmed = Optional.of(confirmed(words));
                case "sentinels" -> configured = Integer.parseInt(words.get(1));
                case "expected" -> expected = OptionalInt.of(Integer.parseInt(words.get(1)));
                default -> {
                    String id = words.getFirst();
                    Address address = new Address(names.get(sentinels().indexOf(id)), 26_379);
                    ballot = heard(ballot, new SentinelId(id, address), words.subList(1, words.size()));
                }
            }
        }
        return Tally.of(ballot, confirmed, new Electorate(configured, expected), NOW);
    }

    /** Kind, address, epoch and level; the sentence that says why; each alert. Ports are left out. */
    static String told(Verdict verdict) {
        List<String> lines = new ArrayList<>(List.of(summary(verdict), "because " + verdict.because()));
        if (verdict instanceof Verdict.Agreed agreed) {
            agreed.alerts().forEach(alert -> lines.add("alert " + alert));
        }
        return String.join("\n", lines).replaceAll("\\b(\\w+):2?6379\\b", "$1");
    }

    /** Everything but the words. */
    static String summary(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agreed agreed ->
                "agreed " + agreed.address().host() + " " + agreed.epoch() + " "
                        + agreed.level().name().toLowerCase(Locale.ROOT);
            case Verdict.TooFew few -> "too-few " + few.agreeing() + " of " + few.needed();
            case Verdict.Split split ->
                "split "
                        + split.addresses().stream().map(Address::host).sorted().collect(Collectors.joining(" "))
                        + " " + split.epoch();
            case Verdict.Unmonitored _ -> "unmonitored";
        };
    }

    private static Confirmed confirmed(List<String> words) {
        return new Confirmed(
                Said.node(words.get(1)), Long.parseLong(words.get(2)), level(words.get(3)), NOW.minusSeconds(60));
    }

    private static Level level(String word) {
        return Level.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Ballot heard(Ballot ballot, SentinelId sentinel, List<String> words) {
        Duration age = duration(words, "age=");
        if (words.getFirst().equals("null")) {
            return ballot.unmonitoredBy(sentinel, NOW.minus(age));
        }
        Said said = said(sentinel, words);
        Duration held = duration(words, "held=");
        return ballot.with(said.at(NOW.minus(held))).with(said.at(NOW.minus(age)));
    }

    private static Said said(SentinelId sentinel, List<String> words) {
        Said said = Said.by(sentinel, Said.node(words.get(0)), Long.parseLong(words.get(1)));
        for (String detail : words.subList(2, words.size())) {
            said = switch (detail.replaceAll("=.*", "")) {
                case "no-quorum" -> said.seeingQuorum(false);
                case "replicas" -> said.listing(detail.replace("replicas=", "").split(","));
                case "counts" -> said.counting(Integer.parseInt(detail.replace("counts=", "")));
                case "age", "held" -> said;
                default -> said.in(known(detail));
            };
        }
        return said;
    }

    private static FailoverState known(String word) {
        FailoverState state = FailoverState.parse(word);
        if (state == FailoverState.UNKNOWN) {
            throw new IllegalArgumentException("'" + word + "' is no detail of a vote");
        }
        return state;
    }

    private static Duration duration(List<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> Duration.parse("PT" + word.substring(key.length())))
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
