package nutkeeper.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest word of every Sentinel about one master: a vote, or that it does not monitor such a master. Immutable. */
public record Ballot(Map<String, Vote> votes, Map<String, Instant> notMonitored) {
    public static final Ballot EMPTY = new Ballot(Map.of(), Map.of());

    public Ballot {
        votes = Map.copyOf(votes);
        notMonitored = Map.copyOf(notMonitored);
    }

    /** With this vote in the place of the Sentinel's former word; an unchanged epoch keeps the time since when it is held. */
    public Ballot with(Vote vote) {
        String id = vote.sentinel().runId();
        Vote former = votes.get(id);
        Instant since = former != null && former.epoch() == vote.epoch() ? former.epochSince() : vote.seenAt();
        Map<String, Vote> next = new HashMap<>(votes);
        next.put(id, vote.holdingEpochSince(since));
        return new Ballot(next, without(notMonitored, id));
    }

    /** With the Sentinel's vote confirmed at {@code at}; unchanged if it has none. */
    public Ballot renewed(SentinelId sentinel, Instant at) {
        Vote former = votes.get(sentinel.runId());
        if (former == null) {
            return this;
        }
        Map<String, Vote> next = new HashMap<>(votes);
        next.put(sentinel.runId(), former.seen(at));
        return new Ballot(next, notMonitored);
    }

    /** With the Sentinel's word, given at {@code at}, that it monitors no such master. */
    public Ballot unmonitoredBy(SentinelId sentinel, Instant at) {
        Map<String, Instant> next = new HashMap<>(notMonitored);
        next.put(sentinel.runId(), at);
        return new Ballot(without(votes, sentinel.runId()), next);
    }

    /** The votes that count at {@code now}, in the order of the Sentinels' addresses. */
    public List<Vote> valid(Instant now) {
        List<Vote> valid = new ArrayList<>();
        votes.values().stream()
                .filter(vote -> vote.isValid(now))
                .sorted(Comparator.comparing(vote -> vote.sentinel().toString()))
                .forEach(valid::add);
        return valid;
    }

    /** How many Sentinels said lately that they monitor no such master; they are asked only with each full read. */
    int deniedBy(Instant now) {
        return (int) notMonitored.values().stream()
                .filter(at -> Duration.between(at, now).compareTo(FULL_READ_TWICE) <= 0)
                .count();
    }

    private static final Duration FULL_READ_TWICE = Duration.ofSeconds(25);

    private static <V> Map<String, V> without(Map<String, V> map, String key) {
        if (!map.containsKey(key)) {
            return map;
        }
        Map<String, V> next = new HashMap<>(map);
        next.remove(key);
        return next;
    }
}
