package nutkeeper.topology;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The count of one ballot, by the rule of ADR 2: the highest config-epoch speaks, a majority breaks ties, and below a
 * majority only a Sentinel that leads a failover past its promotion, or one that sees a majority we do not, is heard.
 */
public final class Tally {
    /** An epoch that one Sentinel alone holds for longer than this is of another cluster, or was forced in a minority. */
    static final Duration OUTLIER_AFTER = Duration.ofSeconds(3);

    private final List<Vote> valid;
    private final Optional<Confirmed> confirmed;
    private final int needed;
    private final int denied;
    private final Instant now;

    private Tally(Ballot ballot, Optional<Confirmed> confirmed, Electorate electorate, Instant now) {
        this.valid = ballot.valid(now);
        this.confirmed = confirmed;
        this.needed = electorate.majority(valid);
        this.denied = ballot.deniedBy(now);
        this.now = now;
    }

    /** The verdict of {@code ballot} at {@code now}, given what was confirmed before. */
    public static Verdict of(Ballot ballot, Optional<Confirmed> confirmed, Electorate electorate, Instant now) {
        return new Tally(ballot, confirmed, electorate, now).verdict();
    }

    private Verdict verdict() {
        if (denied >= needed) {
            return new Verdict.Unmonitored(denied + " Sentinels monitor no master of this name");
        }
        if (valid.isEmpty()) {
            return new Verdict.TooFew(0, needed, "no Sentinel answers about it; a majority is " + needed);
        }
        List<Vote> outliers = outliers();
        List<Vote> heard = new ArrayList<>(valid);
        heard.removeAll(outliers);
        long epoch = highest(heard);
        List<Vote> contenders =
                heard.stream().filter(vote -> vote.epoch() == epoch).toList();
        List<String> alerts = outliers.stream()
                .map(vote -> "epoch-outlier: only " + vote.sentinel() + " holds epoch " + vote.epoch()
                        + ", a majority agrees on a lower one; set aside")
                .toList();
        return among(contenders, epoch, alerts);
    }

    private Verdict among(List<Vote> contenders, long epoch, List<String> alerts) {
        Map<Address, List<Vote>> groups = new LinkedHashMap<>();
        contenders.forEach(vote ->
                groups.computeIfAbsent(vote.address(), a -> new ArrayList<>()).add(vote));
        List<Vote> winners = groups.values().stream()
                .filter(group -> groups.size() == 1 || group.size() >= needed)
                .findFirst()
                .orElse(List.of());
        if (winners.isEmpty()) {
            return new Verdict.Split(
                    new LinkedHashSet<>(groups.keySet()),
                    epoch,
                    "epoch-conflict: at epoch " + epoch + " "
                            + groups.entrySet().stream()
                                    .map(group -> names(group.getValue()) + " say " + group.getKey())
                                    .collect(joining(", "))
                            + "; none has the majority of " + needed);
        }
        return level(winners, epoch)
                .<Verdict>map(level -> new Verdict.Agreed(
                        winners.getFirst().address(),
                        winners.getFirst().announced(),
                        epoch,
                        level,
                        because(winners, epoch, level),
                        alerts))
                .orElseGet(() -> tooFew(winners, epoch));
    }

    private Optional<Level> level(List<Vote> winners, long epoch) {
        Address address = winners.getFirst().address();
        if (winners.size() >= needed) {
            return Optional.of(Level.MAJORITY);
        }
        if (confirmed.isPresent() && epoch < confirmed.get().epoch()) {
            return Optional.empty();
        }
        boolean alreadyConfirmed = isConfirmed(address, epoch);
        if (alreadyConfirmed && valid.size() >= needed) {
            return Optional.of(confirmed.get().level());
        }
        boolean newer = alreadyConfirmed
                || confirmed.isEmpty()
                || epoch > confirmed.get().epoch();
        if (newer && winners.stream().anyMatch(vote -> leads(vote) && knownToAnother(vote))) {
            return Optional.of(Level.LEADER);
        }
        boolean blind = valid.size() < needed;
        if (newer && blind && winners.stream().anyMatch(vote -> vote.seesQuorum() && notDisputed(vote))) {
            return Optional.of(Level.VOUCHED);
        }
        return Optional.empty();
    }

    private boolean isConfirmed(Address address, long epoch) {
        return confirmed
                .filter(known -> known.epoch() == epoch && known.address().equals(address))
                .isPresent();
    }

    private static boolean leads(Vote vote) {
        return vote.failover().isPastPromotion() && vote.seesQuorum();
    }

    private boolean knownToAnother(Vote vote) {
        return others(vote).stream().anyMatch(other -> other.knows(vote.address()));
    }

    private boolean notDisputed(Vote vote) {
        return others(vote).isEmpty() || knownToAnother(vote);
    }

    private List<Vote> others(Vote vote) {
        return valid.stream()
                .filter(other -> !other.sentinel().equals(vote.sentinel()))
                .toList();
    }

    private List<Vote> outliers() {
        return valid.stream()
                .filter(vote -> Duration.between(vote.epochSince(), now).compareTo(OUTLIER_AFTER) > 0)
                .filter(vote -> valid.stream()
                                .filter(other -> other.epoch() == vote.epoch())
                                .count()
                        == 1)
                .filter(vote -> majorityBelow(vote.epoch()))
                .toList();
    }

    private boolean majorityBelow(long epoch) {
        long floor = confirmed.map(Confirmed::epoch).orElse(0L);
        return valid.stream()
                .filter(vote -> vote.epoch() < epoch && vote.epoch() >= floor)
                .anyMatch(one -> valid.stream()
                                .filter(vote -> vote.epoch() == one.epoch()
                                        && vote.address().equals(one.address()))
                                .count()
                        >= needed);
    }

    private Verdict tooFew(List<Vote> winners, long epoch) {
        return new Verdict.TooFew(
                winners.size(),
                needed,
                "only " + winners.size() + " of " + valid.size() + " Sentinels that answer ("
                        + names(winners) + ") say " + winners.getFirst().address() + " at epoch " + epoch
                        + "; a majority is " + needed);
    }

    private String because(List<Vote> winners, long epoch, Level level) {
        String who = names(winners) + (winners.size() == 1 ? " says " : " say ")
                + winners.getFirst().address() + " at epoch " + epoch;
        boolean behind = valid.size() >= needed && winners.size() < needed;
        if (behind && isConfirmed(winners.getFirst().address(), epoch)) {
            return who + ", as was confirmed; the others are behind";
        }
        return switch (level) {
            case MAJORITY -> who + ", a majority is " + needed;
            case LEADER -> who + " and leads the failover, which it cannot abort any more";
            case VOUCHED -> who + " and sees a majority of " + needed + " that we do not";
            case PROVISIONAL -> who;
        };
    }

    private static long highest(List<Vote> votes) {
        return votes.stream().mapToLong(Vote::epoch).max().orElseThrow();
    }

    private static String names(List<Vote> votes) {
        return votes.stream().map(vote -> vote.sentinel().toString()).collect(joining(" "));
    }
}
