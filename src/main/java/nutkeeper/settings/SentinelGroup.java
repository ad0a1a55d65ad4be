package nutkeeper.settings;

import java.util.List;
import nutkeeper.topology.Address;

/**
 * Sentinels that watch the same masters. The name is empty where the settings have one unnamed group; otherwise masters are
 * written {@code name/master}.
 *
 * @param addresses the Sentinels to ask first, at least one; they tell of the others
 */
public record SentinelGroup(String name, List<Address> addresses, SentinelCount expected, Credentials credentials) {
    public SentinelGroup {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a group of Sentinels has no address");
        }
    }
}
