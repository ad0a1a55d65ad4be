package nutkeeper.topology;

import java.util.Collection;
import java.util.OptionalInt;

/**
 * How many Sentinels there are: {@code expected} where the settings say it, else the most that any Sentinel counts (a dead
 * one is counted by Sentinel for ever), never fewer than the {@code configured} ones.
 */
public record Electorate(int configured, OptionalInt expected) {
    /** The number of Sentinels, given their valid votes. */
    public int size(Collection<Vote> valid) {
        int counted = valid.stream().mapToInt(Vote::knownSentinels).max().orElse(0);
        return expected.orElse(Math.max(counted, configured));
    }

    /** More than half of {@link #size}. Not Sentinel's quorum, which only decides +odown. */
    public int majority(Collection<Vote> valid) {
        return size(valid) / 2 + 1;
    }
}
