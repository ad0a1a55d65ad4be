package nutkeeper.demo;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/**
 * Clients that write through twemproxy all the time, about 100 keys a second each, every key once. Each client keeps to one
 * shard by a hash tag, so the tally tells the shard that failed over from those that did not.
 */
public final class Load implements Closeable {
    private static final Duration FIRST_WRITES = Duration.ofSeconds(20);
    private static final int TAGS_TO_TRY = 1000;

    private final World world;
    private final Nutcracker nutcracker;
    private final int writersPerShard;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Instant begun = Instant.EPOCH;

    Load(World world, Nutcracker nutcracker, int writersPerShard) {
        this.world = world;
        this.nutcracker = nutcracker;
        this.writersPerShard = writersPerShard;
    }

    /** Starts the clients, and returns when each has had a write acknowledged. */
    public void start() {
        String name = UUID.randomUUID().toString();
        begun = Instant.now();
        tagsOfShards()
                .forEach((shard, tags) ->
                        tags.forEach(tag -> writers.add(new Writer(nutcracker, shard, "{" + tag + "}:" + name + ":"))));
        writers.forEach(writer -> threads.add(Thread.ofVirtual().name("writer").start(writer)));
        Eventually.until("every client has written once", FIRST_WRITES, () -> isServedSince(begun));
    }

    /** How many clients there are. */
    public int clients() {
        return writers.size();
    }

    /** What became of all writes so far. */
    public Tally tally() {
        return tally(writer -> true, begun);
    }

    /** What became of the writes to one shard since an instant. */
    public Tally tally(String shard, Instant since) {
        return tally(writer -> writer.shard().equals(shard), since);
    }

    /** What became of the writes to all other shards since an instant. */
    public Tally tallyOfOthers(String shard, Instant since) {
        return tally(writer -> !writer.shard().equals(shard), since);
    }

    /** When the first write to a shard was acknowledged that was begun at or after an instant. */
    public Optional<Instant> firstBegunSince(String shard, Instant since) {
        return writers.stream()
                .filter(writer -> writer.shard().equals(shard))
                .flatMap(writer -> writer.firstBegunSince(since).stream())
                .min(Instant::compareTo);
    }

    /** Whether every client had a write acknowledged that was begun at or after an instant. */
    public boolean isServedSince(Instant since) {
        return writers.stream().allMatch(writer -> writer.firstBegunSince(since).isPresent());
    }

    /** The keys whose writes were acknowledged and that the masters of now do not have. */
    public Set<String> lost() {
        Set<String> lost = new HashSet<>();
        world.shards().forEach(shard -> lost.addAll(lost(shard, begun)));
        return lost;
    }

    /** The same for one shard, of the writes acknowledged at or after an instant. */
    public Set<String> lost(String shard, Instant since) {
        List<String> keys = writers.stream()
                .filter(writer -> writer.shard().equals(shard))
                .flatMap(writer -> writer.acknowledged().stream())
                .filter(write -> !write.acknowledged().isBefore(since))
                .map(Writer.Write::key)
                .toList();
        return world.master(shard).missing(keys);
    }

    /** Ends the clients; the tally stays. */
    public void stop() {
        writers.forEach(Writer::stop);
        Eventually.until(
                "the clients have ended", Killable.OBEY, () -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Override
    public void close() {
        stop();
    }

    private Tally tally(Predicate<Writer> which, Instant since) {
        Instant now = Instant.now();
        return writers.stream()
                .filter(which)
                .map(writer -> Tally.of(writer.acknowledged(), writer.failures(), since, now))
                .reduce(new Tally(0, List.of(), Duration.ZERO), Tally::plus);
    }

    /** Finds hash tags by trial: writes a key through twemproxy and looks on which master it is. */
    private Map<String, List<String>> tagsOfShards() {
        Map<String, List<String>> found = new TreeMap<>();
        world.shards().forEach(shard -> found.put(shard, new ArrayList<>()));
        try (Jedis proxy = nutcracker.connect()) {
            for (int i = 0; i < TAGS_TO_TRY && !isEnough(found); i++) {
                String tag = "t" + i;
                proxy.set("{" + tag + "}:probe", "");
                List<String> tags = found.get(shardOf("{" + tag + "}:probe"));
                if (tags != null && tags.size() < writersPerShard) {
                    tags.add(tag);
                }
            }
        }
        if (!isEnough(found)) {
            throw new WorldTrouble("cannot find " + writersPerShard + " hash tags for each shard in " + TAGS_TO_TRY
                    + " tries; twemproxy does not serve all shards");
        }
        return found;
    }

    private boolean isEnough(Map<String, List<String>> found) {
        return found.values().stream().allMatch(tags -> tags.size() == writersPerShard);
    }

    private String shardOf(String key) {
        return world.shards().stream()
                .filter(shard -> world.master(shard).missing(List.of(key)).isEmpty())
                .collect(Collectors.joining());
    }
}
