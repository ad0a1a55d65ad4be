package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nutkeeper.topology.Address;

/**
 * Moves servers to new addresses and touches nothing else: only the characters of host and port change, and an unnamed
 * server is given the default name it had as a name of its own, since twemproxy's hash ring hangs on the name alone.
 */
public final class Editor {
    private final NutcrackerConfig config;
    private final List<Edit.Refusal> refusals = new ArrayList<>();
    private final Map<Shard, Address> changes = new TreeMap<>();
    private final List<Patch.Replacement> replacements = new ArrayList<>();

    private Editor(NutcrackerConfig config) {
        this.config = config;
    }

    /**
     * The text with each of these servers at its new address, IPv6 bare. A server that is there already stays untouched, its
     * spelling and its missing name included. Either all moves are made or, if any of them cannot be, none.
     */
    public static Edit move(NutcrackerConfig config, Map<Shard, Address> moves) {
        Editor editor = new Editor(config);
        new TreeMap<>(moves).forEach(editor::plan);
        return editor.refusals.isEmpty() ? editor.edited() : new Edit.Refused(editor.refusals);
    }

    /** Why this server of this pool cannot be moved; empty where it can. */
    public static Optional<String> obstacle(Pool pool, Server server) {
        return pool.redis() ? server.uneditable() : Optional.of("the pool is memcached; it has no redis: true");
    }

    private void plan(Shard shard, Address to) {
        Optional<Pool> pool = config.pool(shard.pool());
        Optional<Server> found = pool.flatMap(candidate -> candidate.server(shard.server()));
        if (pool.isEmpty() || found.isEmpty()) {
            refusals.add(new Edit.Refusal(shard, 1, 1, "the file has no such server"));
            return;
        }
        Server server = found.get();
        if (server.address().filter(to::equals).isPresent()) {
            return;
        }
        obstacle(pool.get(), server)
                .ifPresentOrElse(why -> refusals.add(refusal(server, why)), () -> change(server, to));
    }

    private void change(Server server, Address to) {
        Scalar entry = server.entry();
        int start = entry.contentStart();
        int end = start + server.spelled().place().length();
        changes.put(server.shard(), to);
        replacements.add(new Patch.Replacement(start, end, to.toString()));
        if (!server.named()) {
            pin(entry, server.shard().server());
        }
    }

    /** Where the name would not survive at the end of a plain scalar, as a unix socket's "/path:", the entry gets quotes. */
    private void pin(Scalar entry, String name) {
        if (entry.style() == Scalar.Style.PLAIN && (name.isEmpty() || name.endsWith(":"))) {
            replacements.add(new Patch.Replacement(entry.start(), entry.start(), "'"));
            replacements.add(new Patch.Replacement(entry.end(), entry.end(), " " + name.replace("'", "''") + "'"));
        } else {
            replacements.add(new Patch.Replacement(entry.contentEnd(), entry.contentEnd(), " " + name));
        }
    }

    private Edit edited() {
        Patch patch = new Patch(replacements);
        String text = patch.apply(config.text());
        return new Proof(config, changes)
                .flaw(text, patch)
                .<Edit>map(flaw -> new Edit.Refused(changes.keySet().stream()
                        .flatMap(shard -> config.server(shard).stream())
                        .map(server -> refusal(server, flaw))
                        .toList()))
                .orElseGet(() -> new Edit.Edited(text));
    }

    private static Edit.Refusal refusal(Server server, String why) {
        return new Edit.Refusal(server.shard(), server.line(), server.column(), why);
    }
}
