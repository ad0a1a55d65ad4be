package nutkeeper.proxy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nutkeeper.keeper.Repoint;
import nutkeeper.proxy.Rendering.Rendered;

/** What one rollout is about, as far as it is known after RENDER: the text on disk, the text wanted, and the moves between. */
record Change(String before, Rendered after, List<Repoint> repoints, String because) {
    Change {
        repoints = List.copyOf(repoints);
    }

    /** The way back. */
    Change reversed(String why) {
        List<Repoint> back = repoints.stream()
                .map(move -> new Repoint(move.shard(), move.master(), move.to(), move.from()))
                .toList();
        return new Change(after.text(), new Rendered(before, after.touched(), after.all()), back, why);
    }

    /** What the restart command learns, in its environment: never in its arguments, where a shell would read them. */
    Map<String, String> facts(Target target) {
        return Map.of(
                "NUTKEEPER_CONFIG_FILE",
                target.configFile().toString(),
                "NUTKEEPER_CHANGES",
                repoints.stream()
                        .map(move -> move.shard() + " " + move.from() + " " + move.to())
                        .collect(Collectors.joining("\n")),
                "NUTKEEPER_BECAUSE",
                because.replace('\0', ' '));
    }

    /** Both texts may hold secrets, so they are not shown. */
    @Override
    public String toString() {
        return "Change" + repoints;
    }
}
