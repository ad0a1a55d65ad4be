package nutkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a world consists of: {@code shards} masters with {@code replicas} each, watched by {@code sentinels} Sentinels, behind
 * {@code proxies} twemproxy processes that each serve {@code pools} pools of all shards.
 */
record Layout(
        int shards,
        int replicas,
        int sentinels,
        int quorum,
        Duration downAfter,
        Duration failoverTimeout,
        int parallelSyncs,
        boolean requirepass,
        int proxies,
        int pools) {
    Layout {
        if (shards < 1 || replicas < 0 || sentinels < 1 || quorum < 1 || proxies < 1 || pools < 1) {
            throw new IllegalArgumentException("a world needs a shard, a Sentinel, a quorum, a proxy and a pool");
        }
        if (downAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "down-after is " + downAfter.toMillis() + " ms; Sentinel looks once a second, so use 1 s or more");
        }
    }

    /** The names of the masters, which are the names of twemproxy's servers as well. */
    List<String> shardNames() {
        return IntStream.rangeClosed(1, shards).mapToObj(i -> "shard" + i).toList();
    }

    /** The options of SENTINEL SET, as sentinel.conf names them. */
    Map<String, String> sentinelOptions() {
        return Map.of(
                "down-after-milliseconds", Long.toString(downAfter.toMillis()),
                "failover-timeout", Long.toString(failoverTimeout.toMillis()),
                "parallel-syncs", Integer.toString(parallelSyncs));
    }
}
