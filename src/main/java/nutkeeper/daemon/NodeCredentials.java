package nutkeeper.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Server;
import nutkeeper.sentinel.Endpoint;
import nutkeeper.settings.Credentials;
import nutkeeper.settings.Credentials.PasswordSource;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;

/** As whom a data node is asked: as the settings' {@code redis} say, else with the password that twemproxy itself uses there. */
final class NodeCredentials {
    private final Credentials configured;
    private final Passwords passwords;

    NodeCredentials(Credentials configured, Passwords passwords) {
        this.configured = configured;
        this.passwords = passwords;
    }

    Endpoint of(Address node, List<ProxyView> views, Map<MasterName, Ballot> ballots) {
        Supplier<Optional<String>> password = configured.password() instanceof PasswordSource.None
                ? () -> redisAuth(node, views, ballots)
                : passwords.of(configured);
        return new Endpoint(node, configured.username(), password);
    }

    /** The {@code redis_auth} of the first pool that has the node, or a server of the master to which the node belongs. */
    private static Optional<String> redisAuth(Address node, List<ProxyView> views, Map<MasterName, Ballot> ballots) {
        Map<MasterName, Ballot> masters = new HashMap<>(ballots);
        masters.values().removeIf(ballot -> !knows(ballot, node));
        return views.stream()
                .flatMap(view -> view.redisPools()
                        .filter(pool -> pool.servers().stream()
                                .anyMatch(server -> isAt(server, node) || belongs(server, view, masters))))
                .map(Pool::redisAuth)
                .filter(auth -> !auth.isEmpty())
                .findFirst();
    }

    private static boolean isAt(Server server, Address node) {
        return server.address().filter(node::equals).isPresent();
    }

    private static boolean belongs(Server server, ProxyView view, Map<MasterName, Ballot> masters) {
        Optional<MasterName> mapped = Optional.ofNullable(view.shards().get(server.shard()));
        return masters.entrySet().stream()
                .anyMatch(master -> mapped.map(master.getKey()::equals)
                        .orElseGet(() ->
                                master.getKey().name().equals(server.shard().server())
                                        || server.address()
                                                .filter(address -> knows(master.getValue(), address))
                                                .isPresent()));
    }

    private static boolean knows(Ballot ballot, Address node) {
        return ballot.votes().values().stream().anyMatch(vote -> vote.knows(node));
    }
}
