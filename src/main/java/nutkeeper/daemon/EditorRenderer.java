package nutkeeper.daemon;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nutkeeper.keeper.Repoint;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Edit;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Shard;
import nutkeeper.proxy.ListenAddress;
import nutkeeper.proxy.Renderer;
import nutkeeper.proxy.Rendering;
import nutkeeper.topology.Address;

/** The nutcracker room's editor, in the form in which a rollout asks for it. */
public final class EditorRenderer implements Renderer {
    @Override
    public Rendering render(String text, List<Repoint> moves) {
        return switch (ConfigParser.parse(text)) {
            case Malformed malformed -> new Rendering.Declined(malformed.toString());
            case NutcrackerConfig config -> render(config, moves);
        };
    }

    private static Rendering render(NutcrackerConfig config, List<Repoint> moves) {
        Map<Shard, Address> targets = new LinkedHashMap<>();
        moves.forEach(move -> targets.put(move.shard(), move.to()));
        return switch (Editor.move(config, targets)) {
            case Edit.Refused refused ->
                new Rendering.Declined(
                        refused.refusals().stream().map(Edit.Refusal::toString).collect(joining("; ")));
            case Edit.Edited edited -> {
                Set<String> touched =
                        moves.stream().map(move -> move.shard().pool()).collect(Collectors.toUnmodifiableSet());
                yield new Rendering.Rendered(
                        edited.text(),
                        listens(config, touched.isEmpty() ? names(config) : touched),
                        listens(config, names(config)));
            }
        };
    }

    private static Set<String> names(NutcrackerConfig config) {
        return config.pools().stream().map(Pool::name).collect(Collectors.toUnmodifiableSet());
    }

    private static List<ListenAddress> listens(NutcrackerConfig config, Set<String> pools) {
        return config.pools().stream()
                .filter(pool -> pools.contains(pool.name()))
                .flatMap(pool -> ListenAddress.parse(pool.listen().toString()).stream())
                .toList();
    }
}
