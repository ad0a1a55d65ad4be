package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests call valid is valid to the real nutcracker, and it sees the servers that we see. */
class NutcrackerAgreesIT {
    private static final String SOCKETS = "/sockets/pool";
    private static final int TESTED_SEEDS = 150;
    private static final int STARTED_SEEDS = 60;
    private static final int MANGLED_SEEDS = 700;
    private static final int LEAST_COMPARED = 70;

    @TempDir
    Path folder;

    @Test
    void acceptsEveryWildFileBeforeAndAfterItsEdit() throws Exception {
        for (long seed = 0; seed < TESTED_SEEDS; seed++) {
            WildConfig wild = WildConfig.of(seed);
            assertAccepted(wild.text(), "seed " + seed);
            assertAccepted(wild.textAfter(WildConfigTest.moves(wild, new Random(seed))), "edited, seed " + seed);
        }
    }

    @Test
    void seesTheSameServersBeforeAndAfterEveryEdit() throws Exception {
        for (long seed = 0; seed < STARTED_SEEDS; seed++) {
            WildConfig wild = WildConfig.of(
                    seed, pool -> folder.resolve("pool" + pool + ".sock").toString());
            Map<String, Set<String>> names = names(config(wild.text()));
            Map<Shard, Address> moves = WildConfigTest.moves(wild, new Random(seed));
            assertThat(new Nutcracker(folder).serverNames(inFolder(wild.text())))
                    .as("seed %d", seed)
                    .isEqualTo(names);
            assertThat(new Nutcracker(folder).serverNames(inFolder(wild.textAfter(moves))))
                    .as("edited, seed %d", seed)
                    .isEqualTo(names);
        }
    }

    @Test
    void seesTheSameServersInAMangledFileThatItAccepts() throws Exception {
        int compared = 0;
        Nutcracker nutcracker = new Nutcracker(folder);
        for (long seed = 0; seed < MANGLED_SEEDS; seed++) {
            String text = inFolder(Mangled.mangled(wildOnSockets(seed).text(), seed));
            if (ConfigParser.parse(text) instanceof NutcrackerConfig config
                    && listensInFolder(config)
                    && showsItsNames(config)
                    && nutcracker.accepts(text)) {
                compared++;
                assertThat(nutcracker.serverNames(text))
                        .as("mangled, seed %d", seed)
                        .isEqualTo(names(config));
            }
        }
        assertThat(compared).as("mangled files compared").isGreaterThan(LEAST_COMPARED);
    }

    @Test
    void acceptsEveryGoldenFile() throws Exception {
        for (GoldenCase golden : GoldenCase.all().toList()) {
            assertAccepted(golden.before(), golden + " before");
            if (!golden.isRefused()) {
                assertAccepted(golden.after(), golden + " after");
            }
        }
    }

    @Test
    void acceptsEveryRealFileWithAllItsServersMoved() throws Exception {
        for (Corpus.Entry entry : Corpus.assumed().entries()) {
            if (entry.accepted()) {
                NutcrackerConfig config = config(entry.text());
                Edit edit = Editor.move(config, everyRedisServerElsewhere(config));
                assertThat(edit).as(entry.name()).isInstanceOf(Edit.Edited.class);
                assertAccepted(((Edit.Edited) edit).text(), entry.name());
            }
        }
    }

    /** No mangled file may make nutcracker listen elsewhere. */
    private boolean listensInFolder(NutcrackerConfig config) {
        return config.pools().stream()
                .allMatch(pool -> pool.listen() instanceof Listen.Unix unix
                        && Path.of(unix.path()).normalize().startsWith(folder));
    }

    /** nutcracker writes its statistics as JSON, but escapes nothing. */
    private static boolean showsItsNames(NutcrackerConfig config) {
        return config.pools().stream()
                .flatMap(pool -> pool.servers().stream())
                .map(server -> server.shard().toString())
                .noneMatch(name ->
                        name.chars().anyMatch(character -> character < ' ' || character == '"' || character == '\\'));
    }

    /** The folder is put in last, so that a seed gives the same file in any folder. */
    private static WildConfig wildOnSockets(long seed) {
        return WildConfig.of(seed, pool -> SOCKETS + pool);
    }

    private String inFolder(String text) {
        return text.replace(SOCKETS, folder.resolve("pool").toString());
    }

    private void assertAccepted(String text, String what) throws Exception {
        assertThat(new Nutcracker(folder).accepts(text))
                .as("nutcracker -t accepts %s:%n%s", what, text)
                .isTrue();
    }

    private static Map<Shard, Address> everyRedisServerElsewhere(NutcrackerConfig config) {
        Map<Shard, Address> moves = new HashMap<>();
        List<Pool> pools = config.pools().stream().filter(Pool::redis).toList();
        pools.forEach(pool -> pool.servers()
                .forEach(server -> moves.put(server.shard(), address("10.9.9." + (moves.size() + 1) + ":7000"))));
        return moves;
    }

    private static Map<String, Set<String>> names(NutcrackerConfig config) {
        return config.pools().stream()
                .collect(Collectors.toMap(
                        Pool::name,
                        pool -> pool.servers().stream()
                                .map(server -> server.shard().server())
                                .collect(Collectors.toSet())));
    }
}
