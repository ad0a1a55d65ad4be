package nutkeeper.keeper;

import java.util.Map;
import nutkeeper.nutcracker.Parsing;
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
}
