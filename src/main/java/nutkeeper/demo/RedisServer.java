package nutkeeper.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nutkeeper.topology.Address;
import redis.clients.jedis.Jedis;

/** One redis-server of a world: in memory only, and quick to synchronise. Its folder holds its configuration and its log. */
public final class RedisServer implements Killable {
    private final Endpoint endpoint;
    private final Path folder;
    private final Processes processes;

    RedisServer(Endpoint endpoint, Path folder, Processes processes) {
        this.endpoint = endpoint;
        this.folder = folder;
        this.processes = processes;
    }

    /** Where it listens. */
    public Address address() {
        return endpoint.address();
    }

    @Override
    public Path log() {
        return folder.resolve("redis.log");
    }

    @Override
    public Optional<ProcessHandle> process() {
        return processes.latest(output());
    }

    /** Starts it as a master, whatever it was before, and returns when it answers. */
    public void startAsMaster() {
        start("");
    }

    /** Starts it as a replica and returns when it answers; it may still have to synchronise. */
    public void startAsReplicaOf(Address master) {
        start("replicaof " + master.host() + " " + master.port() + "\n");
    }

    /** A new connection; the caller closes it. */
    public Jedis connect() {
        return new Jedis(endpoint.open());
    }

    /** Whether it says of itself, by ROLE, that it is a master. */
    public boolean isMaster() {
        return endpoint.ask(Jedis::role).getFirst().equals("master");
    }

    /** How many replicas it feeds that have finished their synchronisation. */
    public int replicasOnline() {
        return Math.toIntExact(endpoint.ask(jedis -> jedis.info("replication"))
                .lines()
                .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                .count());
    }

    /** Those of the keys that it does not have. */
    public Set<String> missing(List<String> keys) {
        Set<String> missing = new TreeSet<>();
        try (Jedis jedis = connect()) {
            for (List<String> batch : batches(keys)) {
                List<String> values = jedis.mget(batch.toArray(String[]::new));
                for (int i = 0; i < batch.size(); i++) {
                    if (values.get(i) == null) {
                        missing.add(batch.get(i));
                    }
                }
            }
        }
        return missing;
    }

    /** The address it listens on. */
    @Override
    public String toString() {
        return endpoint.toString();
    }

    private void start(String role) {
        WorldFiles.write(folder.resolve("redis.conf"), configuration() + role);
        processes.start(
                output(),
                List.of(
                        Program.REDIS_SERVER.path().toString(),
                        folder.resolve("redis.conf").toString()));
        Eventually.until(
                "redis-server on " + this + " answers (see " + log() + ")",
                WorldFiles.START,
                () -> endpoint.ask(Jedis::ping).equals("PONG"));
    }

    private String configuration() {
        String text =
                """
                bind %s
                port %d
                dir %s
                logfile %s
                save ""
                appendonly no
                repl-diskless-sync yes
                repl-diskless-sync-delay 0
                repl-ping-replica-period 1
                """.formatted(endpoint.address().host(), endpoint.address().port(), folder, log());
        String password = endpoint.password();
        return password.isEmpty() ? text : text + "requirepass " + password + "\nmasterauth " + password + "\n";
    }

    private static List<List<String>> batches(List<String> keys) {
        int size = 500;
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += size) {
            batches.add(keys.subList(from, Math.min(keys.size(), from + size)));
        }
        return Collections.unmodifiableList(batches);
    }

    private Path output() {
        return folder.resolve("redis.out");
    }
}
