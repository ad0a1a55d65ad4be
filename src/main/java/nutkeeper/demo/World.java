package nutkeeper.demo;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import nutkeeper.topology.Address;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Real Redis, Sentinel and twemproxy processes on 127.0.0.1, in a temporary folder, with a nutkeeper.yml that fits them.
 * Closing ends every process and deletes the folder, and so does the end of the JVM; closing twice is fine.
 */
public final class World implements Closeable {
    /** How long a failover may take until most Sentinels speak of the new master; usually it takes one to three seconds. */
    public static final Duration FAILOVER = Duration.ofSeconds(60);

    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final Layout layout;
    private final Site site;
    private final Map<String, Group> groups = new HashMap<>();
    private final List<Sentinel> sentinels = new ArrayList<>();
    private final List<Nutcracker> nutcrackers = new ArrayList<>();
    private final List<Closeable> attached = new CopyOnWriteArrayList<>();
    private final Thread net = new Thread(this::end, "world-end");
    private boolean ended;

    private World(Layout layout, Site site) {
        this.layout = layout;
        this.site = site;
    }

    /** A world to be described and started. */
    public static WorldBuilder builder() {
        return new WorldBuilder();
    }

    static World start(Layout layout) {
        World world = new World(layout, Site.claim(layout.requirepass()));
        Runtime.getRuntime().addShutdownHook(world.net);
        try {
            world.layOut();
            world.startAll();
            return world;
        } catch (RuntimeException failed) {
            world.close();
            throw failed;
        }
    }

    /** The temporary folder that holds every configuration, log and pid file of this world. */
    public Path folder() {
        return site.folder();
    }

    /** The nutkeeper.yml of this world: its Sentinels, its proxies, a log file and a state folder, all else by default. */
    public Path settings() {
        return site.settings();
    }

    /** The names of the shards, {@code shard1} and so on. */
    public List<String> shards() {
        return layout.shardNames();
    }

    /** The nodes of a shard or of a foreign master. */
    public Group group(String name) {
        return Optional.ofNullable(groups.get(name)).orElseThrow(() -> new WorldTrouble("no master is named " + name));
    }

    /** All Sentinels. */
    public List<Sentinel> sentinels() {
        return List.copyOf(sentinels);
    }

    /** All twemproxies. */
    public List<Nutcracker> nutcrackers() {
        return List.copyOf(nutcrackers);
    }

    /** The first, and often the only, twemproxy. */
    public Nutcracker nutcracker() {
        return nutcrackers.getFirst();
    }

    /** The master of which most Sentinels speak, if most speak of one. */
    public Optional<RedisServer> agreedMaster(String name) {
        Map<Address, Integer> votes = new HashMap<>();
        for (Sentinel sentinel : sentinels) {
            answerOf(sentinel, name).ifPresent(address -> votes.merge(address, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() > sentinels.size() / 2)
                .findFirst()
                .flatMap(vote -> group(name).at(vote.getKey()));
    }

    /** The master of which most Sentinels speak. */
    public RedisServer master(String name) {
        return agreedMaster(name)
                .orElseThrow(() -> new WorldTrouble("the Sentinels do not agree on the master " + name));
    }

    /** Returns the new master, once most Sentinels speak of another than {@code old} and it says so itself. */
    public RedisServer awaitNewMaster(String name, RedisServer old) {
        Predicate<RedisServer> isNew = node -> !node.address().equals(old.address()) && node.isMaster();
        Eventually.until(
                "another node than " + old + " is the master " + name,
                FAILOVER,
                () -> agreedMaster(name).filter(isNew).isPresent());
        return master(name);
    }

    /** SIGKILL to the master; returns the node that was killed. */
    public RedisServer killMaster(String name) {
        RedisServer master = master(name);
        master.kill();
        return master;
    }

    /** SIGSTOP to the master; returns the node that now hangs. */
    public RedisServer hangMaster(String name) {
        RedisServer master = master(name);
        master.hang();
        return master;
    }

    /** SENTINEL FAILOVER on the first Sentinel that answers; returns the node that was the master. */
    public RedisServer failover(String name) {
        RedisServer master = master(name);
        sentinels.stream()
                .filter(sentinel -> answerOf(sentinel, name).isPresent())
                .findFirst()
                .orElseThrow(() -> new WorldTrouble("no Sentinel answers that could fail " + name + " over"))
                .failover(name);
        return master;
    }

    /** Starts a master that twemproxy does not know, and makes all Sentinels watch it beside the others. */
    public Group addForeignMaster(String name, int replicas) {
        Group foreign = site.group(name, replicas);
        groups.put(name, foreign);
        foreign.start();
        sentinels.forEach(sentinel -> monitor(sentinel, foreign));
        Eventually.until("the Sentinels know " + name, SETTLE, () -> isSettled(foreign));
        return foreign;
    }

    /** Returns when every Sentinel sees every node up and in sync, and all other Sentinels. */
    public void awaitSettled() {
        for (Group group : groups.values()) {
            Eventually.until("the Sentinels see all of " + group.name(), SETTLE, () -> isSettled(group));
        }
    }

    /** A listener on all Sentinels, started; it ends with the world. */
    public Witness witness() {
        Witness witness = new Witness(sentinels);
        attached.add(witness);
        witness.start();
        return witness;
    }

    /** Writers through the first twemproxy, not yet started; they end with the world. */
    public Load load(int writersPerShard) {
        return load(nutcracker(), writersPerShard);
    }

    /** Writers through the first pool of a twemproxy, not yet started; they end with the world. */
    public Load load(Nutcracker nutcracker, int writersPerShard) {
        Load load = new Load(this, nutcracker, writersPerShard);
        attached.add(load);
        return load;
    }

    /** nutkeeper as a child process of this world, not yet started; it ends with the world. */
    public Agent agent(Path launcher) {
        return new Agent(launcher, settings(), folder(), site.processes());
    }

    /** Ends everything, even what is only half started. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(net);
        } catch (IllegalStateException endingAnyway) {
            // the JVM is ending, and the hook finds nothing to do
        }
    }

    private void layOut() {
        layout.shardNames().forEach(name -> groups.put(name, site.group(name, layout.replicas())));
        sentinels.addAll(site.sentinels(layout.sentinels()));
        nutcrackers.addAll(site.nutcrackers(layout.proxies(), layout.pools()));
    }

    private void startAll() {
        List<Group> shards = shards().stream().map(this::group).toList();
        shards.forEach(Group::start);
        sentinels.forEach(Sentinel::start);
        sentinels.forEach(sentinel -> shards.forEach(shard -> monitor(sentinel, shard)));
        nutcrackers.forEach(nutcracker -> nutcracker.write(shards));
        nutcrackers.forEach(Nutcracker::start);
        site.writeSettings(sentinels, nutcrackers);
        awaitSettled();
    }

    private void monitor(Sentinel sentinel, Group group) {
        sentinel.monitor(group.name(), group.nodes().getFirst().address(), layout);
    }

    private boolean isSettled(Group group) {
        int replicas = group.nodes().size() - 1;
        return sentinels.stream().allMatch(sentinel -> sentinel.sees(group.name(), replicas, sentinels.size() - 1));
    }

    private static Optional<Address> answerOf(Sentinel sentinel, String name) {
        try {
            return sentinel.isAlive() ? sentinel.masterOf(name) : Optional.empty();
        } catch (JedisException silent) {
            return Optional.empty();
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        List<Closeable> all = new ArrayList<>(attached);
        all.add(() -> site.end(nutcrackers));
        Closing.all(all);
    }
}
