package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogfmtTest {
    @ParameterizedTest
    @ValueSource(strings = {"cache", "10.0.0.1:7000", "/etc/nutcracker.yml", "ünï", "a\\b", "[::1]"})
    void whatIsOneWordStaysAsItIs(String word) {
        assertThat(Logfmt.quote(word)).isEqualTo(word);
    }

    @Test
    void whatIsNotOneWordIsQuoted() {
        assertThat(Logfmt.quote("")).isEqualTo("\"\"");
        assertThat(Logfmt.quote("my cache")).isEqualTo("\"my cache\"");
        assertThat(Logfmt.quote("level=error")).isEqualTo("\"level=error\"");
        assertThat(Logfmt.quote("say \"no\" \\ yes")).isEqualTo("\"say \\\"no\\\" \\\\ yes\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029"})
    void noControlCharacterComesThrough(String control) {
        assertThat(Logfmt.quote("a" + control + "b"))
                .doesNotContain(control)
                .startsWith("\"a\\")
                .endsWith("b\"");
    }
}
