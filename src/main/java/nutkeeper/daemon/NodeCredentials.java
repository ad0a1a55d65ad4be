package nutkeeper.daemon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.NutcrackerConfig;
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
        List<MasterName> masters = ballots.entrySet().stream()
                .filter(entry -> entry.getValue().votes().values().stream().anyMatch(vote -> vote.knows(node)))
                .map(Map.Entry::getKey)
                .toList();
        return views.stream()
                .flatMap(view -> pools(view)
                        .filter(pool -> pool.servers().stream()
                                .anyMatch(server -> isAt(server, node) || belongs(server, view, masters))))
                .map(Pool::redisAuth)
                .filter(auth -> !auth.isEmpty())
                .findFirst();
    }

    private static boolean isAt(Server server, Address node) {
        return server.address().filter(node::equals).isPresent();
    }

    private static boolean belongs(Server server, ProxyView view, List<MasterName> masters) {
        Optional<MasterName> mapped = Optional.ofNullable(view.shards().get(server.shard()));
        return masters.stream()
                .anyMatch(master -> mapped.map(master::equals)
                        .orElseGet(() -> master.name().equals(server.shard().server())));
    }

    private static Stream<Pool> pools(ProxyView view) {
        return view.parsing() instanceof NutcrackerConfig config
                ? config.pools().stream().filter(Pool::redis)
                : Stream.empty();
    }
}
