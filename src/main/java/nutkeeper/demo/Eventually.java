package nutkeeper.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.exceptions.JedisException;

/** Waits for conditions in a world of real processes; no wait is without a deadline. */
public final class Eventually {
    private static final Duration POLL = Duration.ofMillis(10);

    private Eventually() {}

    /**
     * Returns as soon as the condition holds. A server that does not answer (a {@link JedisException}) counts as "not yet".
     *
     * @param what what is awaited, as the subject and verb of a sentence: "replicas of shard1 are online"
     * @throws WorldTrouble when the deadline has passed
     */
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        if (!within(deadline, condition)) {
            throw new WorldTrouble("waited " + deadline.toMillis() + " ms in vain until " + what);
        }
    }

    /** Whether the condition came to hold before the deadline. */
    public static boolean within(Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    /** Sleeps; an interrupt ends it as trouble, and the thread stays marked as interrupted. */
    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorldTrouble("interrupted while waiting", interrupted);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (JedisException notYet) {
            return false;
        }
    }
}
