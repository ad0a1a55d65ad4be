package nutkeeper.daemon;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.Server;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;

/**
 * Which masters are asked about all the time: those that the settings map, those that a server is named after, and those
 * that know, or once knew, the address of a server.
 *
 * @param curious whether there is a server that none of them explains, so that the Sentinels' other masters are of interest
 */
record Served(Set<MasterName> masters, boolean curious) {
    /** @param resolved the servers' host names, resolved */
    static Served of(
            Collection<ProxyView> views,
            Collection<String> groups,
            Map<MasterName, Ballot> ballots,
            KeeperState remembered,
            Map<Address, Address> resolved) {
        Set<MasterName> masters = new TreeSet<>();
        Set<Address> unexplained = unmapped(views, resolved);
        views.forEach(view -> masters.addAll(view.shards().values()));
        views.stream()
                .flatMap(ProxyView::redisServers)
                .filter(Server::named)
                .forEach(server -> groups.forEach(group ->
                        masters.add(new MasterName(group, server.shard().server()))));
        Set<Address> explained = new TreeSet<>(Comparator.comparing(Address::toString));
        ballots.forEach((master, ballot) -> ballot.votes()
                .values()
                .forEach(vote -> unexplained.stream().filter(vote::knows).forEach(address -> {
                    masters.add(master);
                    explained.add(address);
                })));
        remembered
                .masters()
                .forEach((master, state) -> unexplained.stream()
                        .filter(address -> groups.contains(master.group())
                                && state.members().contains(address))
                        .forEach(address -> masters.add(master)));
        return new Served(masters, !explained.containsAll(unexplained));
    }

    private static Set<Address> unmapped(Collection<ProxyView> views, Map<Address, Address> resolved) {
        return views.stream()
                .flatMap(view ->
                        view.redisServers().filter(server -> !view.shards().containsKey(server.shard())))
                .flatMap(server -> server.address().stream())
                .map(address -> resolved.getOrDefault(address, address))
                .collect(Collectors.toSet());
    }
}
