package nutkeeper.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nutkeeper.topology.Address;

/**
 * Everything the user decides, checked and complete: what was not written has its value from {@link Defaults}. Made by
 * {@link SettingsReader}; it holds no secret, only where secrets are found.
 *
 * @param redis who asks data nodes for their ROLE; where nothing is given, the pool's {@code redis_auth} is used
 * @param requireRole whether a master whose ROLE could not be asked is refused
 * @param translate what a Sentinel announces, to what twemproxy must use instead (NAT, announce-ip)
 * @param allowedNetworks where a shard may ever point; empty means anywhere
 * @param stateDir an absolute path
 */
public record Settings(
        List<SentinelGroup> sentinels,
        Credentials redis,
        List<ProxySettings> proxies,
        LogSettings log,
        CommitOn commitOn,
        boolean requireRole,
        Mode mode,
        Map<Address, Address> translate,
        List<Cidr> allowedNetworks,
        Path stateDir) {
    public Settings {
        sentinels = List.copyOf(sentinels);
        proxies = List.copyOf(proxies);
        translate = Collections.unmodifiableMap(new LinkedHashMap<>(translate));
        allowedNetworks = List.copyOf(allowedNetworks);
        if (sentinels.isEmpty() || proxies.isEmpty()) {
            throw new IllegalArgumentException("settings without a Sentinel or without a proxy have nothing to keep");
        }
    }

    /** What twemproxy must use for an address that a Sentinel announced; the address itself where nothing is translated. */
    public Address translated(Address announced) {
        return translate.getOrDefault(announced, announced);
    }

    /**
     * Whether a shard may point at this address (ask after the translation). A host name is in no network: where networks
     * are listed, it must be resolved before it is asked about.
     */
    public boolean allows(Address address) {
        return allowedNetworks.isEmpty() || allowedNetworks.stream().anyMatch(network -> network.contains(address));
    }
}
