package nutkeeper.sentinel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pauses between attempts: doubling from 50 ms to 1 s, each spread by a fifth, for ever. Not thread-safe. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LAST = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause, jittered. */
    Duration next() {
        Duration pause = jitter(next, random);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LAST) < 0 ? doubled : LAST;
        return pause;
    }

    /** After a success: the next pause is the shortest again. */
    void reset() {
        next = FIRST;
    }

    /** The duration, at most a fifth shorter or longer. */
    static Duration jitter(Duration duration, RandomGenerator random) {
        return Duration.ofNanos((long) (duration.toNanos() * (0.8 + 0.4 * random.nextDouble())));
    }
}
