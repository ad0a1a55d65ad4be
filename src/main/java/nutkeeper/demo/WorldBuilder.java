package nutkeeper.demo;

import java.time.Duration;

/** Says what a world shall consist of, and starts it. Unless told otherwise: one of each, and two replicas. */
public final class WorldBuilder {
    private int shards = 1;
    private int replicas = 2;
    private int sentinels = 1;
    private int quorum;
    private Duration downAfter = Duration.ofSeconds(1);
    private Duration failoverTimeout = Duration.ofSeconds(20);
    private int parallelSyncs = 1;
    private boolean requirepass;
    private int proxies = 1;
    private int pools = 1;

    WorldBuilder() {}

    /** How many masters; they are named {@code shard1}, {@code shard2} and so on. */
    public WorldBuilder shards(int count) {
        shards = count;
        return this;
    }

    /** How many replicas each master has. */
    public WorldBuilder replicas(int perMaster) {
        replicas = perMaster;
        return this;
    }

    /** How many Sentinels; the quorum is their majority unless it is set. */
    public WorldBuilder sentinels(int count) {
        sentinels = count;
        return this;
    }

    /** How many Sentinels must find a master dead before one of them fails it over. */
    public WorldBuilder quorum(int count) {
        quorum = count;
        return this;
    }

    /** Sentinel's down-after-milliseconds, one second or more. */
    public WorldBuilder downAfter(Duration duration) {
        downAfter = duration;
        return this;
    }

    /** Sentinel's failover-timeout. */
    public WorldBuilder failoverTimeout(Duration duration) {
        failoverTimeout = duration;
        return this;
    }

    /** Sentinel's parallel-syncs. */
    public WorldBuilder parallelSyncs(int replicasAtOnce) {
        parallelSyncs = replicasAtOnce;
        return this;
    }

    /** Redis and twemproxy demand a password, made up for this world. */
    public WorldBuilder requirepass() {
        requirepass = true;
        return this;
    }

    /** How many twemproxy processes, each with a nutcracker.yml of its own. */
    public WorldBuilder proxies(int count) {
        proxies = count;
        return this;
    }

    /** How many pools in each nutcracker.yml; every pool has all shards as its servers. */
    public WorldBuilder pools(int perProxy) {
        pools = perProxy;
        return this;
    }

    /**
     * Starts all processes and returns when every replica is in sync, every Sentinel knows everyone, and twemproxy listens.
     *
     * @throws WorldTrouble when that cannot be; nothing is left behind then
     */
    public World start() {
        return World.start(new Layout(
                shards,
                replicas,
                sentinels,
                quorum == 0 ? sentinels / 2 + 1 : quorum,
                downAfter,
                failoverTimeout,
                parallelSyncs,
                requirepass,
                proxies,
                pools));
    }
}
