package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {
    @Test
    void readsHostAndPortFromTheLastColon() {
        assertThat(Listen.parse("127.0.0.1:22121")).contains(new Listen.Tcp("127.0.0.1", 22_121));
        assertThat(Listen.parse("::1:022121")).contains(new Listen.Tcp("::1", 22_121));
        assertThat(Listen.parse("*:22121")).contains(new Listen.Tcp("*", 22_121));
    }

    @Test
    void readsTheSocketPathWithoutItsMode() {
        assertThat(Listen.parse("/run/nutcracker.sock")).contains(new Listen.Unix("/run/nutcracker.sock"));
        assertThat(Listen.parse("/run/nutcracker.sock 0666")).contains(new Listen.Unix("/run/nutcracker.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22121", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:port"})
    void refusesWhatIsNeither(String listen) {
        assertThat(Listen.parse(listen)).isEmpty();
    }
}
