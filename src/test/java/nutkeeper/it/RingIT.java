package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nutkeeper.demo.Ring;
import nutkeeper.nutcracker.Edit;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Relocation;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The proof that an edit leaves every key with its server: thousands of keys written through a real twemproxy before and
 * after it. The mistakes that the editor avoids are made here too, to see that keys that move would be noticed.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RingIT {
    @AutoClose
    private final Ring ring = Ring.open();

    /** The servers of a pool. The first is moved, then all the others; with each distribution that hangs on names. */
    enum Servers {
        NAMED("NET.2:PORT:1 alpha", "NET.3:PORT:1 beta", "NET.4:PORT:1 gamma", "NET.5:PORT:1 delta"),
        UNNAMED("NET.2:PORT:1", "NET.3:PORT:1", "NET.4:PORT:1", "NET.5:PORT:1"),
        SOME_NAMED("NET.2:PORT:1", "NET.3:PORT:1 beta", "NET.4:PORT:1", "NET.5:PORT:1 delta"),
        WEIGHED("NET.2:PORT:3 alpha", "NET.3:PORT:1 beta", "NET.4:PORT:100 gamma"),
        WEIGHED_AND_UNNAMED("NET.2:PORT:1", "NET.3:PORT:10", "NET.4:PORT:3"),
        ALONE("NET.2:PORT:1 alpha"),
        ALONE_AND_UNNAMED("NET.2:PORT:1"),
        WITH_LEADING_ZEROS("NET.2:0PORT:1", "NET.3:00PORT:01", "NET.4:PORT:001"),
        ON_THE_PORT_OF_MEMCACHED("NET.2:11211:1", "NET.3:11211:1", "NET.4:011211:3"),
        AT_UNIX_SOCKETS("NET.2:PORT:1", "FOLDER/a.sock:1", "FOLDER/b.sock:3 beta", "NET.3:PORT:1"),
        IN_QUOTES("'NET.2:PORT:1'", "\"NET.3:PORT:1\"", "'NET.4:PORT:1 it''s'", "\"NET.5:PORT:1 \\x41\"");

        private final String template;

        Servers(String... entries) {
            this.template = pool("LISTEN", entries);
        }
    }

    @ParameterizedTest
    @EnumSource
    void notOneKeyMovesInAKetamaPool(Servers servers) {
        notOneKeyMoves(ring.config(servers.template));
    }

    @ParameterizedTest
    @EnumSource
    void notOneKeyMovesInAModulaPool(Servers servers) {
        notOneKeyMoves(ring.config(modula(servers.template)));
    }

    @Test
    void notOneKeyMovesInAPoolThatListensAtAUnixSocket() {
        notOneKeyMoves(ring.config(pool("FOLDER/listen.sock", "NET.2:PORT:1", "NET.3:PORT:1", "NET.4:PORT:1")));
    }

    @Test
    void notOneKeyMovesInSeveralPoolsThatShareTheirServers() {
        NutcrackerConfig config = ring.config(named("unnamed", pool("LISTEN", "NET.2:PORT:1", "NET.3:PORT:1"))
                + named("named", pool("LISTEN", "NET.3:PORT:1 alpha", "NET.2:PORT:1 beta", "NET.4:PORT:1 gamma"))
                + named("modula", modula(pool("FOLDER/listen.sock", "NET.4:PORT:1", "NET.2:PORT:3")))
                + named("alone", pool("LISTEN", "NET.2:PORT:1"))
                + named("elsewhere", pool("LISTEN", "NET.4:PORT:1", "NET.5:PORT:1")));
        Map<Shard, Address> moves =
                Relocation.of(config, Map.of(ring.address(2), ring.address(9))).moves();

        assertThat(moves).hasSize(4);
        assertThat(moved(place(config), place(edited(config, moves)))).isEmpty();
    }

    /** What may go wrong with the first of four servers: its entry before, and what became of it. */
    enum Mistake {
        NO_NAME("NET.2:PORT:1", "NET.9:PORT:1"),
        A_NEW_NAME("NET.2:PORT:1", "NET.9:PORT:1 alpha"),
        THE_WEIGHT_IN_THE_NAME("NET.2:PORT:1", "NET.9:PORT:1 NET.2:PORT:1"),
        THE_PORT_SPELLED_ANEW("NET.2:0PORT:1", "NET.2:PORT:1"),
        THE_PORT_OF_MEMCACHED_IN_THE_NAME("NET.2:11211:1", "NET.9:PORT:1 NET.2:11211"),
        A_PATH_WITHOUT_ITS_COLON("FOLDER/a.sock:1", "NET.9:PORT:1 FOLDER/a.sock"),
        THE_WEIGHT_LOST("NET.2:PORT:3", "NET.9:PORT:1 NET.2:PORT");

        private final String before;
        private final String after;

        Mistake(String before, String after) {
            this.before = besides(before);
            this.after = besides(after);
        }

        private static String besides(String first) {
            return pool("LISTEN", first, "NET.3:PORT:1", "NET.4:PORT:1", "NET.5:PORT:1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyKeysMoveInAKetamaPoolAfterAMistake(Mistake mistake) {
        manyKeysMove(mistake.before, mistake.after);
    }

    /** The other mistakes leave the order of the names, and so the places of a modula pool, as they are. */
    @ParameterizedTest
    @EnumSource(names = {"NO_NAME", "THE_WEIGHT_LOST"})
    void manyKeysMoveInAModulaPoolAfterAMistake(Mistake mistake) {
        manyKeysMove(modula(mistake.before), modula(mistake.after));
    }

    @Test
    void namesAndNotTheirOrderInTheFileHoldTheRing() {
        String[] entries = {"NET.2:PORT:1", "NET.3:PORT:1 beta", "NET.4:PORT:1", "NET.5:PORT:1 delta"};
        String[] reversed = {entries[3], entries[2], entries[1], entries[0]};
        for (String distribution : List.of("ketama", "modula")) {
            Map<String, Integer> before = place(of(distribution, entries));
            Map<String, Integer> after = place(of(distribution, reversed));
            after.replaceAll((key, position) -> entries.length - 1 - position);

            assertThat(moved(before, after)).as(distribution).isEmpty();
        }
    }

    @Test
    void anUnnamedServerMayBeGivenItsOwnDefaultName() {
        for (String distribution : List.of("ketama", "modula")) {
            NutcrackerConfig before = of(distribution, "NET.2:PORT:1", "NET.3:PORT:1", "NET.4:PORT:1");
            NutcrackerConfig after = of(distribution, "NET.2:PORT:1 NET.2:PORT", "NET.3:PORT:1", "NET.4:PORT:1");

            assertThat(moved(place(before), place(after))).as(distribution).isEmpty();
        }
    }

    @Test
    void swappedNamesSwapTheKeys() {
        String[] before = {"NET.2:PORT:1 alpha", "NET.3:PORT:1 beta", "NET.4:PORT:1 gamma", "NET.5:PORT:1 delta"};
        String[] after = {"NET.2:PORT:1 beta", "NET.3:PORT:1 alpha", "NET.4:PORT:1 gamma", "NET.5:PORT:1 delta"};
        manyKeysMove(pool("LISTEN", before), pool("LISTEN", after));
        manyKeysMove(modula(pool("LISTEN", before)), modula(pool("LISTEN", after)));
    }

    /** Ketama takes the shares of weights, modula their sums; ketama hashes names, modula only sorts them. */
    @Test
    void weightsAndFreshNamesCountDifferentlyInKetamaAndModula() {
        String plain = pool("LISTEN", "NET.2:PORT:1", "NET.3:PORT:1", "NET.4:PORT:3", "NET.5:PORT:1");
        String tenfold = pool("LISTEN", "NET.2:PORT:10", "NET.3:PORT:10", "NET.4:PORT:30", "NET.5:PORT:10");
        String fresh = pool("LISTEN", "NET.2:PORT:1 s1", "NET.3:PORT:1 s2", "NET.4:PORT:3 s3", "NET.5:PORT:1 s4");

        assertThat(moved(place(ring.config(plain)), place(ring.config(tenfold))))
                .isEmpty();
        manyKeysMove(modula(plain), modula(tenfold));
        manyKeysMove(plain, fresh);
        assertThat(moved(place(ring.config(modula(plain))), place(ring.config(modula(fresh)))))
                .isEmpty();
    }

    private NutcrackerConfig of(String distribution, String... entries) {
        return ring.config(pool("LISTEN", entries).replace("ketama", distribution));
    }

    private void notOneKeyMoves(NutcrackerConfig config) {
        Pool pool = config.pools().getFirst();
        Map<Shard, Address> all = new HashMap<>();
        for (Server server : pool.servers()) {
            all.put(server.shard(), ring.address(9 + all.size()));
        }
        Shard first = pool.servers().getFirst().shard();
        NutcrackerConfig oneMoved = edited(config, Map.of(first, ring.address(9)));
        NutcrackerConfig allMoved = edited(oneMoved, all);
        Map<String, Integer> before = place(config);

        assertThat(moved(before, place(oneMoved))).isEmpty();
        assertThat(moved(before, place(allMoved))).isEmpty();
    }

    private void manyKeysMove(String before, String after) {
        Map<String, Integer> placed = place(ring.config(before));

        assertThat(moved(placed, place(ring.config(after)))).hasSizeGreaterThan(placed.size() / 10);
    }

    /** Where the keys are; every one of them is at one server, and every server has some. */
    private Map<String, Integer> place(NutcrackerConfig config) {
        Map<String, Integer> placement = ring.place(config);
        for (Pool pool : config.pools()) {
            List<String> keys = Ring.keys(pool);
            assertThat(placement).containsKeys(keys.toArray(String[]::new));
            assertThat(keys.stream().map(placement::get).distinct()).hasSameSizeAs(pool.servers());
        }
        return placement;
    }

    private static Set<String> moved(Map<String, Integer> before, Map<String, Integer> after) {
        return before.keySet().stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .collect(Collectors.toSet());
    }

    private static NutcrackerConfig edited(NutcrackerConfig config, Map<Shard, Address> moves) {
        return switch (Editor.move(config, moves)) {
            case Edit.Edited edited -> Ring.read(edited.text());
            case Edit.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static String pool(String listen, String... entries) {
        return """
                pool:
                  listen: %s
                  redis: true
                  distribution: ketama
                  servers:
                    - %s
                """.formatted(listen, String.join("\n    - ", entries));
    }

    private static String modula(String pool) {
        return pool.replace("ketama", "modula");
    }

    private static String named(String name, String pool) {
        return pool.replace("pool:", name + ":");
    }
}
