package nutkeeper.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the writes of some clients in a span of time: how many were acknowledged, when attempts failed (in order),
 * and the longest time for which one client got no acknowledgement.
 */
public record Tally(long acknowledged, List<Instant> failures, Duration longestPause) {
    public Tally {
        failures = failures.stream().sorted().toList();
    }

    /** How many attempts failed. */
    public int failed() {
        return failures.size();
    }

    /** When the first attempt failed. */
    public Optional<Instant> firstError() {
        return failures.stream().findFirst();
    }

    /** When the last attempt failed. */
    public Optional<Instant> lastError() {
        return failures.reversed().stream().findFirst();
    }

    /** Both together. */
    Tally plus(Tally other) {
        return new Tally(
                acknowledged + other.acknowledged,
                Stream.concat(failures.stream(), other.failures.stream()).toList(),
                longer(longestPause, other.longestPause));
    }

    /** The tally of one client from {@code since} to {@code until}. */
    static Tally of(List<Writer.Write> acknowledged, List<Instant> failures, Instant since, Instant until) {
        Duration longest = Duration.ZERO;
        Instant last = since;
        long count = 0;
        for (Writer.Write write : acknowledged) {
            if (isWithin(write.acknowledged(), since, until)) {
                longest = longer(longest, Duration.between(last, write.acknowledged()));
                last = write.acknowledged();
                count++;
            }
        }
        List<Instant> failed =
                failures.stream().filter(at -> isWithin(at, since, until)).toList();
        return new Tally(count, failed, longer(longest, Duration.between(last, until)));
    }

    private static boolean isWithin(Instant at, Instant since, Instant until) {
        return !at.isBefore(since) && !at.isAfter(until);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
