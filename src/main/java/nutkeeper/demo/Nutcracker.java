package nutkeeper.demo;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nutkeeper.topology.Address;
import redis.clients.jedis.Jedis;

/**
 * One twemproxy of a world with its nutcracker.yml. It is started and restarted only by its restart script, as an operator's
 * would be: the process is no child of this one, it is known by its pid file.
 */
public final class Nutcracker implements Killable {
    private final String name;
    private final Path folder;
    private final Address stats;
    private final Map<String, Address> pools;
    private final String password;
    private final Processes processes;

    Nutcracker(
            String name, Path folder, Address stats, Map<String, Address> pools, String password, Processes processes) {
        this.name = name;
        this.folder = folder;
        this.stats = stats;
        this.pools = new LinkedHashMap<>(pools);
        this.password = password;
        this.processes = processes;
    }

    /** Its nutcracker.yml. */
    public Path config() {
        return folder.resolve("nutcracker.yml");
    }

    /** The shell script that ends the running twemproxy, if there is one, and starts another; what nutkeeper is told to run. */
    public Path restartScript() {
        return folder.resolve("restart.sh");
    }

    /** When the restart script began last. */
    public Instant restartBegunAt() {
        return WorldFiles.modified(folder.resolve("restart.begun"));
    }

    /** How often the restart script has begun, the first start of the world included. */
    public int restarts() {
        return WorldFiles.read(folder.resolve("restart.begun")).length();
    }

    /** When the restart script last had started twemproxy. */
    public Instant restartDoneAt() {
        return WorldFiles.modified(folder.resolve("restart.done"));
    }

    /** When nutcracker.yml was last written or replaced. */
    public Instant configChangedAt() {
        return WorldFiles.changed(config());
    }

    @Override
    public Path log() {
        return folder.resolve("nutcracker.log");
    }

    /** The names of its pools, in the order of the file. */
    public List<String> pools() {
        return List.copyOf(pools.keySet());
    }

    /** Where its first pool listens. */
    public Address listen() {
        return listen(pools().getFirst());
    }

    /** Where one of its pools listens. */
    public Address listen(String pool) {
        return Optional.ofNullable(pools.get(pool)).orElseThrow(() -> new WorldTrouble(name + " has no pool " + pool));
    }

    @Override
    public Optional<ProcessHandle> process() {
        String pid = WorldFiles.read(pidFile()).strip();
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid)).filter(this::runsThis);
    }

    /** Runs the restart script and returns when all pools accept connections. */
    public void start() {
        Path output = folder.resolve("restart.out");
        Process script =
                processes.start(output, List.of("/bin/sh", restartScript().toString()));
        Eventually.until(
                restartScript() + " has ended (see " + output + ")", WorldFiles.START, () -> !script.isAlive());
        if (script.exitValue() != 0) {
            throw new WorldTrouble(restartScript() + " failed with " + script.exitValue() + ", see " + output);
        }
        Eventually.until(name + " accepts connections (see " + log() + ")", WorldFiles.START, this::accepts);
    }

    /** A new connection to its first pool, which speaks the Redis protocol; the caller closes it. */
    public Jedis connect() {
        return new Jedis(new Endpoint(listen(), password).open());
    }

    /** Whether every pool accepts connections. */
    public boolean accepts() {
        return pools.values().stream().allMatch(Nutcracker::accepts);
    }

    /** Writes nutcracker.yml with these shards, at their first nodes, in every pool, and the restart script. */
    void write(List<Group> shards) {
        String servers = shards.stream()
                .map(shard -> "    - " + shard.nodes().getFirst() + ":1 " + shard.name() + "\n")
                .collect(Collectors.joining());
        WorldFiles.write(
                config(),
                pools.entrySet().stream()
                        .map(pool -> poolText(pool.getKey(), pool.getValue(), servers))
                        .collect(Collectors.joining("\n")));
        WorldFiles.write(restartScript(), RestartScript.text(folder, config(), stats));
    }

    /** Whether the process is this twemproxy, or the script that is about to start it: both have its folder in their arguments. */
    boolean concerns(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return arguments.contains(config().toString())
                || arguments.contains(restartScript().toString());
    }

    private Path pidFile() {
        return folder.resolve("nutcracker.pid");
    }

    /** A pid may have been given to another process since. */
    private boolean runsThis(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(config().toString());
    }

    private String poolText(String pool, Address listen, String servers) {
        return """
                %s:
                  listen: %s
                  hash: fnv1a_64
                  hash_tag: "{}"
                  distribution: ketama
                  redis: true
                %s  timeout: 400          # ms; a master that hangs must not hang its clients
                  backlog: 1024
                  servers:
                %s""".formatted(pool, listen, password.isEmpty() ? "" : "  redis_auth: " + password + "\n", servers);
    }

    private static boolean accepts(Address address) {
        try (Socket socket = new Socket(address.host(), address.port())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
