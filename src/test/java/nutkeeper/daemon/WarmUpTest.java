package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void followsItsMadeUpFailover() {
        assertThatCode(WarmUp::run).doesNotThrowAnyException();
    }
}
