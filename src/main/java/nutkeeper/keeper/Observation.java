package nutkeeper.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;

/**
 * Everything a decision is made of, at one moment.
 *
 * @param ballots the word of the Sentinels, one ballot per served master
 * @param electorates how many Sentinels there are, by group
 * @param roles the newest ROLE report of each node that was asked
 * @param armed when a failover of a master was last announced
 * @param resolved host names in the files, resolved; an address that is missing stands for itself
 * @param allTold whether in each group some Sentinel has told of all its masters and their replicas
 */
public record Observation(
        Instant now,
        Map<MasterName, Ballot> ballots,
        Map<String, Electorate> electorates,
        Map<Address, RoleReport> roles,
        Map<MasterName, Instant> armed,
        Map<Address, Address> resolved,
        boolean allTold,
        List<ProxyView> proxies) {
    public Observation {
        ballots = Map.copyOf(ballots);
        electorates = Map.copyOf(electorates);
        roles = Map.copyOf(roles);
        armed = Map.copyOf(armed);
        resolved = Map.copyOf(resolved);
        proxies = List.copyOf(proxies);
    }

    /** The address as it compares: resolved where it was a name. */
    Address canonical(Address spelled) {
        return resolved.getOrDefault(spelled, spelled);
    }

    /** Whether it is a host name that could not be resolved. */
    boolean isUnresolved(Address spelled) {
        Address found = resolved.get(spelled);
        return found != null && !found.isNumeric();
    }
}
