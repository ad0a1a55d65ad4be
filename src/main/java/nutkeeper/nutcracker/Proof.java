package nutkeeper.nutcracker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.topology.Address;

/**
 * Proves that an edited text says what was asked and nothing else: undoing the patch must give the original back, and the
 * text, read again, must have every pool, setting, name and weight as before and the moved servers where they were to go.
 */
record Proof(NutcrackerConfig before, Map<Shard, Address> changes) {
    Proof {
        changes = Map.copyOf(changes);
    }

    /** What is wrong with the edited text, if anything. */
    Optional<String> flaw(String edited, Patch patch) {
        if (!patch.inverse(before.text()).apply(edited).equals(before.text())) {
            return Optional.of("the edit would change more than the address");
        }
        return switch (ConfigParser.parse(edited)) {
            case Malformed malformed -> Optional.of("the edit would break the file at " + malformed);
            case NutcrackerConfig after -> difference(after);
        };
    }

    private Optional<String> difference(NutcrackerConfig after) {
        List<Meaning> planned = before.pools().stream().map(this::planned).toList();
        List<Meaning> found = after.pools().stream()
                .map(pool -> meaning(
                        pool, pool.servers().stream().map(Server::spelled).toList()))
                .toList();
        return planned.equals(found) ? Optional.empty() : Optional.of("the edited file would not read as planned");
    }

    private Meaning planned(Pool pool) {
        return meaning(pool, pool.servers().stream().map(this::planned).toList());
    }

    private ServerText planned(Server server) {
        Address to = changes.get(server.shard());
        ServerText spelled = server.spelled();
        return to == null
                ? spelled
                : new ServerText(to.host(), Integer.toString(to.port()), spelled.weight(), spelled.name(), true);
    }

    private static Meaning meaning(Pool pool, List<ServerText> servers) {
        return new Meaning(pool.name(), pool.listen(), pool.redisAuth(), pool.settings(), servers);
    }

    /** A pool without the places of its servers. */
    private record Meaning(
            String name, Listen listen, String redisAuth, Map<String, String> settings, List<ServerText> servers) {}
}
