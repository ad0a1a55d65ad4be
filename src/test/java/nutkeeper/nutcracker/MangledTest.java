package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MangledTest {
    private static final int SEEDS = 2_000;

    @Test
    void isReadOrRefusedAndMovesNothingButTheServerThatWasToMove() {
        int read = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = Mangled.mangled(WildConfig.of(seed).text(), seed);
            if (ConfigParser.parse(text) instanceof NutcrackerConfig config) {
                read++;
                for (Pool pool : config.pools()) {
                    assertMovesAlone(config, pool.servers().getFirst(), "seed " + seed);
                }
            }
        }
        assertThat(read).as("mangled files that are still readable").isGreaterThan(SEEDS / 10);
    }

    private static void assertMovesAlone(NutcrackerConfig config, Server server, String seed) {
        if (Editor.move(config, Map.of(server.shard(), address("elsewhere:1"))) instanceof Edit.Edited edited) {
            assertThat(others(config(edited.text()), server.shard()))
                    .as(seed)
                    .isEqualTo(others(config, server.shard()));
        }
    }

    private static List<String> others(NutcrackerConfig config, Shard moved) {
        return config.pools().stream()
                .flatMap(pool -> pool.servers().stream())
                .map(server -> server.shard().equals(moved) ? moved.toString() : server.toString())
                .toList();
    }
}
