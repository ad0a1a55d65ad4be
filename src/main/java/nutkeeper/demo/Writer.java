package nutkeeper.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** One client behind twemproxy: it writes one new key after the other, and on an error connects anew and goes on. */
final class Writer implements Runnable {
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(10);
    private static final int BACK_OFF_AT_LEAST_MS = 5;
    private static final int BACK_OFF_AT_MOST_MS = 15;

    private final Nutcracker nutcracker;
    private final String shard;
    private final String prefix;
    private final List<Write> acknowledged = new ArrayList<>();
    private final List<Instant> failures = new ArrayList<>();
    private volatile boolean stopped;

    /** A write that was acknowledged. */
    record Write(String key, Instant begun, Instant acknowledged) {}

    /** @param prefix what every key begins with; its hash tag puts all of them on {@code shard} */
    Writer(Nutcracker nutcracker, String shard, String prefix) {
        this.nutcracker = nutcracker;
        this.shard = shard;
        this.prefix = prefix;
    }

    String shard() {
        return shard;
    }

    @Override
    public void run() {
        long number = 0;
        while (!stopped) {
            try (Jedis jedis = nutcracker.connect()) {
                while (!stopped) {
                    write(jedis, prefix + number++);
                    Eventually.pause(BETWEEN_WRITES);
                }
            } catch (JedisException failed) {
                failed();
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** What was acknowledged so far, in that order. */
    synchronized List<Write> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** When attempts failed so far. */
    synchronized List<Instant> failures() {
        return List.copyOf(failures);
    }

    /** When the first write that was begun at or after an instant was acknowledged. */
    synchronized Optional<Instant> firstBegunSince(Instant since) {
        return acknowledged.stream()
                .filter(write -> !write.begun().isBefore(since))
                .map(Write::acknowledged)
                .findFirst();
    }

    private void write(Jedis jedis, String key) {
        Instant begun = Instant.now();
        jedis.set(key, "written by nutkeeper's load");
        acknowledged(new Write(key, begun, Instant.now()));
    }

    private synchronized void acknowledged(Write write) {
        acknowledged.add(write);
    }

    private void failed() {
        synchronized (this) {
            failures.add(Instant.now());
        }
        Eventually.pause(
                Duration.ofMillis(ThreadLocalRandom.current().nextInt(BACK_OFF_AT_LEAST_MS, BACK_OFF_AT_MOST_MS + 1)));
    }
}
