package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nutkeeper.topology.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test runs once per seed; its seed stands in the name of the run, and {@code WildConfig.of(seed)} gives the file. */
class WildConfigTest {
    private static final List<String> TARGETS = List.of("10.9.9.%d:7000", "replica%d:6380", "[2001:db8::%d]:6379");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void seesEveryServerAndSaysWhichCanBeEdited(long seed) {
        WildConfig wild = WildConfig.of(seed);
        assertThat(seen(config(wild.text()))).as("seed %d", seed).isEqualTo(known(wild));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changesExactlyTheCharactersThatHaveToChange(long seed) {
        WildConfig wild = WildConfig.of(seed);
        Map<Shard, Address> moves = moves(wild, new Random(seed));
        assertThat(Editor.move(config(wild.text()), moves))
                .as("seed %d, moves %s", seed, moves)
                .isEqualTo(new Edit.Edited(wild.textAfter(moves)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheOriginalBackWhenNamedServersReturn(long seed) {
        NutcrackerConfig original = config(WildConfig.of(seed).text());
        Map<Shard, Address> home = original.pools().stream()
                .filter(Pool::redis)
                .flatMap(pool -> pool.servers().stream())
                .filter(server -> server.named() && server.uneditable().isEmpty() && isCanonical(server))
                .collect(Collectors.toMap(
                        Server::shard, server -> server.address().orElseThrow()));
        Map<Shard, Address> away = new TreeMap<>(home);
        away.replaceAll((shard, address) -> Configs.address("elsewhere:" + address.port()));
        NutcrackerConfig moved = config(edited(Editor.move(original, away)));
        assertThat(edited(Editor.move(moved, home))).as("seed %d", seed).isEqualTo(original.text());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refusesEachServerThatCannotBeEdited(long seed) {
        WildConfig wild = WildConfig.of(seed);
        NutcrackerConfig config = config(wild.text());
        assertThat(wild.servers())
                .as("seed %d", seed)
                .filteredOn(server -> !server.isEditable())
                .allSatisfy(server -> assertThat(
                                Editor.move(config, Map.of(server.shard(), Configs.address("10.9.9.9:7000"))))
                        .isInstanceOf(Edit.Refused.class));
    }

    /** New addresses for about half of the editable servers. */
    static Map<Shard, Address> moves(WildConfig wild, Random random) {
        Map<Shard, Address> moves = new TreeMap<>();
        for (WildServer server : wild.servers()) {
            if (server.isEditable() && random.nextBoolean()) {
                String target = TARGETS.get(random.nextInt(TARGETS.size())).formatted(moves.size() + 1);
                moves.put(server.shard(), Configs.address(target));
            }
        }
        return moves;
    }

    private static boolean isCanonical(Server server) {
        return server.address()
                .filter(address -> address.toString().equals(server.host() + ":" + server.port()))
                .isPresent();
    }

    private static String edited(Edit edit) {
        assertThat(edit).isInstanceOf(Edit.Edited.class);
        return ((Edit.Edited) edit).text();
    }

    private static List<String> seen(NutcrackerConfig config) {
        return config.pools().stream()
                .flatMap(pool -> pool.servers().stream()
                        .map(server -> String.join(
                                " ",
                                server.shard().toString(),
                                server.spelled().place(),
                                server.weight(),
                                server.named() ? "named" : "unnamed",
                                pool.redis() && server.uneditable().isEmpty() ? "editable" : "fixed")))
                .toList();
    }

    private static List<String> known(WildConfig wild) {
        return wild.servers().stream()
                .map(server -> String.join(
                        " ",
                        server.shard().toString(),
                        server.place(),
                        server.weight(),
                        server.named() ? "named" : "unnamed",
                        server.isEditable() ? "editable" : "fixed"))
                .toList();
    }
}
