package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nutkeeper.settings.Reading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the shipped nutkeeper.yml, which is the documentation, to what the code does. */
class SampleTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SENTINEL_PASSWORD", "x", "REDIS_PASSWORD", "x");

    /** A setting without a default stands behind a "#" with no blank; prose and examples have one. */
    private static final Pattern OPTIONAL = Pattern.compile("(?m)^( *)#([a-z_]+: .*)$");

    private static final Pattern KEY = Pattern.compile("(?m)^ *(?:- )?#?([a-z_]+):(?: |$)");

    @Test
    void isValidAsShipped() {
        assertThat(read(sample())).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password_file", "password_env"})
    void isValidWithEveryOptionalKeyInUseButForOneSourceOfThePassword(String unused) {
        String everything = OPTIONAL.matcher(sample())
                .replaceAll(match -> match.group(2).startsWith(unused) ? "" : match.group(1) + match.group(2));

        assertThat(read(everything)).isInstanceOf(Valid.class);
        assertThat(everything).isNotEqualTo(sample());
    }

    @Test
    void showsTheDefaultOfEveryKey() {
        String requiredOnly = """
                sentinels: {addresses: [10.0.0.1:26379, 10.0.0.2:26379, 10.0.0.3:26379]}
                proxies:
                  - config_file: /etc/nutcracker/nutcracker.yml
                    restart_command: systemctl restart nutcracker
                """;

        Map<String, String> intoAFile = Map.of("log.file", "/var/log/nutkeeper.log");
        assertThat(read(sample())).isEqualTo(read(requiredOnly));
        assertThat(SettingsReader.read("sample", sample(), Map.of(), intoAFile))
                .as("what only matters where the log is a file")
                .isEqualTo(SettingsReader.read("required", requiredOnly, Map.of(), intoAFile));
    }

    @Test
    void showsEveryDefaultAsAValueAndNotOnlyByOmission() {
        Set<String> withoutDefault = OPTIONAL.matcher(sample())
                .results()
                .map(match -> match.group(2).replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(withoutDefault).containsExactly("file", "nutcracker", "password_env", "password_file");
    }

    @Test
    void showsEveryKeyThatTheCodeAsksForAndNoOther() {
        Pass pass = new Pass("nutkeeper.yml", new Overrides(ENVIRONMENT, Map.of()));
        SettingsReader.read(sample(), pass);
        Set<String> asked = pass.asked().stream()
                .map(key -> key.substring(key.lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = KEY.matcher(sample())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(asked);
        assertThat(pass.asked()).hasSize((int)
                KEY.matcher(sample()).results().map(MatchResult::group).count());
    }

    @Test
    void namesEveryEnvironmentVariableAndEachIsRead() {
        Pass pass = new Pass("nutkeeper.yml", new Overrides(ENVIRONMENT, Map.of()));
        SettingsReader.read(sample(), pass);

        assertThat(pass.asked()).containsAll(Overrides.KEYS);
        for (String key : Overrides.KEYS) {
            assertThat(sample()).contains(Overrides.variable(key));
        }
    }

    private static Reading read(String text) {
        return SettingsReader.read("nutkeeper.yml", text, ENVIRONMENT, Map.of());
    }

    private static String sample() {
        try (InputStream in = SampleTest.class.getResourceAsStream("/nutkeeper/nutkeeper.yml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
