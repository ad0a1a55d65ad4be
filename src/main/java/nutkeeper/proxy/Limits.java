package nutkeeper.proxy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a rollout waits, and how often it tries.
 *
 * @param testWithin the deadline of one {@code nutcracker -t}; it resolves host names in {@code listen:}
 * @param proveWithin how long the last switch may take until every listen address is proven; earlier ones get a share of it
 * @param proveAfterFailure the same after a restart command that failed; some fail and still restart
 * @param probeEvery the pause between two looks at the listen addresses
 * @param connectWithin the deadline of one connection to a listen address
 * @param attempts how often one rollout switches before it gives up
 * @param backOff the pause after the first failed attempt; it doubles with each further one
 * @param backOffCap the longest such pause
 * @param killGrace how long a restart command that was told to end may take before it is killed
 */
public record Limits(
        Duration testWithin,
        Duration proveWithin,
        Duration proveAfterFailure,
        Duration probeEvery,
        Duration connectWithin,
        int attempts,
        Duration backOff,
        Duration backOffCap,
        Duration killGrace) {
    /** What production uses. */
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                Duration.ofMillis(5),
                Duration.ofMillis(250),
                2,
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    /** The pause after the failed attempt number {@code attempt} (1 is the first): between half of the back-off and all of it. */
    Duration pauseAfter(int attempt, RandomGenerator random) {
        long fullMs = Math.min(backOffCap.toMillis(), backOff.toMillis() << Math.min(attempt - 1, 16));
        return Duration.ofMillis(fullMs / 2 + random.nextLong(fullMs / 2 + 1));
    }
}
