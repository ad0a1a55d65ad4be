package nutkeeper.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.Round;
import nutkeeper.keeper.Ruling;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.Verdict;
import nutkeeper.topology.Vote;

/** What every Sentinel says about every master, side by side, with the verdict and its because. */
public record MastersPicture(Observation seen, Round round) {
    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        shown().forEach((name, ballot) -> {
            Verdict verdict = verdict(name);
            text.append(new Table("MASTER", "VERDICT", "ADDRESS", "EPOCH", "LEVEL", "ROLE")
                    .row(name, word(verdict), address(verdict), epoch(verdict), level(verdict), role(verdict)));
            text.append("  because ").append(verdict.because()).append('\n');
            Table votes = new Table("  SENTINEL", "SAYS", "EPOCH", "FLAGS", "FAILOVER", "QUORUM", "AGE");
            ballot.valid(seen.now())
                    .forEach(vote -> votes.row(
                            "  " + vote.sentinel(),
                            vote.announced(),
                            vote.epoch(),
                            String.join(",", vote.flags().stream().sorted().toList()),
                            vote.failover().name().toLowerCase(Locale.ROOT),
                            vote.seesQuorum() ? "ok" : "no",
                            age(vote) + "ms"));
            text.append(votes.isEmpty() ? "" : votes).append('\n');
        });
        return text.isEmpty() ? "no Sentinel told of any master\n" : text.toString();
    }

    /** For programs: a list of masters, each with its verdict and its votes. */
    public List<Map<String, Object>> json() {
        List<Map<String, Object>> masters = new ArrayList<>();
        shown().forEach((name, ballot) -> {
            Verdict verdict = verdict(name);
            Map<String, Object> master = new LinkedHashMap<>();
            master.put("group", name.group());
            master.put("name", name.name());
            master.put("verdict", word(verdict));
            if (verdict instanceof Verdict.Agreed agreed) {
                master.put("address", agreed.announced().toString());
                master.put("epoch", agreed.epoch());
                master.put("level", level(verdict));
                master.put("role", role(verdict));
            }
            master.put("because", verdict.because());
            master.put(
                    "votes", ballot.valid(seen.now()).stream().map(this::json).toList());
            masters.add(master);
        });
        return masters;
    }

    /** Whether every master has the agreement of a majority. */
    public boolean allAgreed() {
        return !shown().isEmpty()
                && shown().keySet().stream().allMatch(name -> verdict(name) instanceof Verdict.Agreed);
    }

    private Map<String, Object> json(Vote vote) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sentinel", vote.sentinel().toString());
        json.put("run_id", vote.sentinel().runId());
        json.put("address", vote.announced().toString());
        json.put("epoch", vote.epoch());
        json.put("flags", vote.flags().stream().sorted().toList());
        json.put("failover_state", vote.failover().name().toLowerCase(Locale.ROOT));
        json.put("sees_quorum", vote.seesQuorum());
        json.put("age_ms", age(vote));
        return json;
    }

    /** Names that only our files have, and no Sentinel, are no masters. */
    private Map<MasterName, Ballot> shown() {
        Map<MasterName, Ballot> shown = new TreeMap<>();
        seen.ballots().forEach((name, ballot) -> {
            boolean mapped =
                    seen.proxies().stream().anyMatch(proxy -> proxy.shards().containsValue(name));
            if (mapped || !ballot.valid(seen.now()).isEmpty()) {
                shown.put(name, ballot);
            }
        });
        return shown;
    }

    private Verdict verdict(MasterName name) {
        Ruling ruling = round.rulings().get(name);
        return ruling == null ? new Verdict.TooFew(0, 1, "it was not asked about") : ruling.verdict();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agreed agreed -> "agreed";
            case Verdict.TooFew tooFew -> "too few";
            case Verdict.Split split -> "split";
            case Verdict.Unmonitored unmonitored -> "unmonitored";
        };
    }

    private static String address(Verdict verdict) {
        return verdict instanceof Verdict.Agreed agreed ? agreed.announced().toString() : "-";
    }

    private static String epoch(Verdict verdict) {
        return verdict instanceof Verdict.Agreed agreed ? Long.toString(agreed.epoch()) : "-";
    }

    private static String level(Verdict verdict) {
        return verdict instanceof Verdict.Agreed agreed ? agreed.level().name().toLowerCase(Locale.ROOT) : "-";
    }

    private String role(Verdict verdict) {
        RoleReport report =
                verdict instanceof Verdict.Agreed agreed ? seen.roles().get(agreed.address()) : null;
        return report == null ? "not asked" : report.role().name().toLowerCase(Locale.ROOT);
    }

    private long age(Vote vote) {
        Instant now = seen.now();
        return Math.max(0, Duration.between(vote.seenAt(), now).toMillis());
    }
}
