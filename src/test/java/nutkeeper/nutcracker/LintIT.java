package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint says about twemproxy, asked of the real one. */
class LintIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("nutkeeper.nutcracker.LintCase#all")
    void nutcrackerTakesWhatLintIsForUnlessItHasAnUnknownKey(LintCase golden) throws Exception {
        assertThat(new Nutcracker(folder).accepts(golden.text()))
                .isEqualTo(!golden.name().equals(LintRule.UNKNOWN_KEY.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinels: 127.0.0.1:26379", "reuseport: true", "Timeout: 400"})
    void nutcrackerRefusesAKeyThatLintCallsUnknown(String line) throws Exception {
        String text = pool("10.0.0.1:6379:1 s1") + "  " + line + "\n";
        assertThat(config(text).pools()).isNotEmpty();
        assertThat(new Nutcracker(folder).accepts(text)).isFalse();
    }

    @Test
    void nutcrackerKnowsEveryKeyThatLintKnows() throws Exception {
        List<String> values = List.of("1", "true", "0", "aa", "md5", "ketama", "127.0.0.1:22121");
        for (String key : PoolLint.KEYS) {
            if (key.equals("servers")) {
                continue;
            }
            assertThat(acceptsOneOf(key, values)).as(key).isTrue();
        }
    }

    private boolean acceptsOneOf(String key, List<String> values) throws Exception {
        for (String value : values) {
            String text = pool("10.0.0.1:6379:1 s1")
                    .lines()
                    .filter(line -> !line.strip().startsWith(key + ":"))
                    .collect(Collectors.joining("\n", "", "\n  " + key + ": " + value + "\n"));
            if (new Nutcracker(folder).accepts(text)) {
                return true;
            }
        }
        return false;
    }
}
