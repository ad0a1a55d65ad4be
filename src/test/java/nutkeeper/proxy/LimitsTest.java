package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Random random = new Random(7);

    @Test
    void backsOffTwiceAsLongEachTimeWithJitterOfAHalf() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            long fullMs = 200L << (attempt - 1);
            for (int draw = 0; draw < 100; draw++) {
                assertThat(Limits.standard().pauseAfter(attempt, random))
                        .isBetween(Duration.ofMillis(fullMs / 2), Duration.ofMillis(fullMs));
            }
        }
    }

    @Test
    void neverPausesLongerThanTheCap() {
        assertThat(Limits.standard().pauseAfter(1000, random))
                .isLessThanOrEqualTo(Limits.standard().backOffCap());
    }
}
