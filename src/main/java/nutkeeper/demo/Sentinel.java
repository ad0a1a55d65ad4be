package nutkeeper.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.topology.Address;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;

/** One Redis Sentinel of a world. It rewrites its own configuration, so a restart remembers what it has learnt. */
public final class Sentinel implements Killable {
    private final Endpoint endpoint;
    private final String redisPassword;
    private final Path folder;
    private final Processes processes;

    Sentinel(Endpoint endpoint, String redisPassword, Path folder, Processes processes) {
        this.endpoint = endpoint;
        this.redisPassword = redisPassword;
        this.folder = folder;
        this.processes = processes;
    }

    /** Where it listens. */
    public Address address() {
        return endpoint.address();
    }

    @Override
    public Path log() {
        return folder.resolve("sentinel.log");
    }

    @Override
    public Optional<ProcessHandle> process() {
        return processes.latest(output());
    }

    /** Starts it, with nothing to monitor at first and with its memory later on, and returns when it answers. */
    public void start() {
        Path config = folder.resolve("sentinel.conf");
        if (!Files.exists(config)) {
            WorldFiles.write(config, """
                    bind %s
                    port %d
                    dir %s
                    logfile %s
                    """.formatted(address().host(), address().port(), folder, log()));
        }
        processes.start(output(), List.of(Program.REDIS_SENTINEL.path().toString(), config.toString()));
        Eventually.until(
                "the Sentinel on " + this + " answers (see " + log() + ")",
                WorldFiles.START,
                () -> endpoint.ask(Jedis::ping).equals("PONG"));
    }

    /** SENTINEL GET-MASTER-ADDR-BY-NAME: where it says that the master is; nothing when it knows no such master. */
    public Optional<Address> masterOf(String master) {
        return Optional.ofNullable(endpoint.ask(jedis -> jedis.sentinelGetMasterAddrByName(master)))
                .flatMap(answer -> Address.of(answer.getFirst(), answer.getLast()));
    }

    /** SENTINEL MASTER: everything it says about a master, fields as Sentinel names them. */
    public Map<String, String> describe(String master) {
        return endpoint.ask(jedis -> jedis.sentinelMaster(master));
    }

    /** SENTINEL FAILOVER: makes it promote a replica at once, without asking the others. */
    public void failover(String master) {
        endpoint.ask(jedis -> jedis.sentinelFailover(master));
    }

    /** SENTINEL MONITOR and SET: makes it watch a master as the layout says. */
    void monitor(String master, Address at, Layout layout) {
        endpoint.ask(jedis -> {
            jedis.sentinelMonitor(master, at.host(), at.port(), layout.quorum());
            jedis.sentinelSet(master, layout.sentinelOptions());
            return redisPassword.isEmpty() ? "" : jedis.sentinelSet(master, Map.of("auth-pass", redisPassword));
        });
    }

    /** SENTINEL REMOVE: makes it forget a master. */
    public void forget(String master) {
        endpoint.ask(jedis -> jedis.sentinelRemove(master));
    }

    /** Whether it is ready to fail the master over: it sees all replicas in sync, all other Sentinels, and nothing down. */
    boolean sees(String master, int replicas, int otherSentinels) {
        Map<String, String> about = describe(master);
        return "master".equals(about.get("flags"))
                && Integer.toString(replicas).equals(about.get("num-slaves"))
                && Integer.toString(otherSentinels).equals(about.get("num-other-sentinels"))
                && endpoint.ask(jedis -> jedis.sentinelReplicas(master)).stream()
                        .allMatch(replica ->
                                "slave".equals(replica.get("flags")) && "ok".equals(replica.get("master-link-status")));
    }

    /** How many clients are subscribed to its events. */
    public int subscribers() {
        return Math.toIntExact(endpoint.ask(jedis -> jedis.clientList(ClientType.PUBSUB))
                .lines()
                .count());
    }

    /** A new connection to it. */
    Connection connect() {
        return endpoint.open();
    }

    /** The address it listens on. */
    @Override
    public String toString() {
        return endpoint.toString();
    }

    private Path output() {
        return folder.resolve("sentinel.out");
    }
}
