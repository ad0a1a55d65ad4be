package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KEYS =
            List.of("log", "mode", "config_file", "restart_command", "restart_timeout");

    @ParameterizedTest
    @CsvSource({
        "lgo, log",
        "LOG, log",
        "modes, mode",
        "configfile, config_file",
        "config-file, config_file",
        "restart_comand, restart_command",
        "restart_timout, restart_timeout",
    })
    void guessesTheNearestWord(String written, String meant) {
        assertThat(Suggestion.nearest(written, KEYS)).hasValue(meant);
    }

    @Test
    void guessesNothingWhereNothingIsNear() {
        assertThat(Suggestion.nearest("zookeeper", KEYS)).isEmpty();
        assertThat(Suggestion.nearest("", KEYS)).isEmpty();
    }
}
