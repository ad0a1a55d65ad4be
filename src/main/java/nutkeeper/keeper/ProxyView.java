package nutkeeper.keeper;

import java.util.Map;
import java.util.stream.Stream;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Parsing;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.MasterName;

/**
 * One twemproxy as it stands.
 *
 * @param configFile the path of its nutcracker.yml, which is also its name
 * @param parsing the file as it was read just now
 * @param shards the operator's own map, shard to master
 * @param busy whether a rollout is running
 * @param switchDue whether the file was changed and twemproxy is not known to run it
 */
public record ProxyView(
        String configFile, Parsing parsing, Map<Shard, MasterName> shards, boolean busy, boolean switchDue) {
    public ProxyView {
        shards = Map.copyOf(shards);
    }

    /** The pools that speak Redis; none where the file cannot be read. */
    public Stream<Pool> redisPools() {
        return parsing instanceof NutcrackerConfig config
                ? config.pools().stream().filter(Pool::redis)
                : Stream.empty();
    }

    /** The servers of those pools, in the file's order. */
    public Stream<Server> redisServers() {
        return redisPools().flatMap(pool -> pool.servers().stream());
    }
}
