package nutkeeper.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.MasterName;

/**
 * One twemproxy. How it is switched ({@code restart}) and proven ({@code listening}) is read and checked, but has one value
 * each in this version, so it is not carried here.
 *
 * @param configFile its nutcracker.yml, an absolute path, no other proxy's
 * @param restartTimeout how long the restart command may take before it is killed
 * @param nutcracker the program whose {@code -t} tests a file: a name to be found in PATH, or an absolute path
 * @param inPlace whether its file may be written over where it cannot be replaced
 * @param shards which master stands behind a shard, where names do not tell
 */
public record ProxySettings(
        Path configFile,
        RestartCommand restartCommand,
        Duration restartTimeout,
        String nutcracker,
        InPlace inPlace,
        Map<Shard, MasterName> shards) {
    public ProxySettings {
        shards = Collections.unmodifiableMap(new LinkedHashMap<>(shards));
    }
}
