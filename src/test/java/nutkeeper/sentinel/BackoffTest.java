package nutkeeper.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void doublesFromFiftyMillisecondsToASecondEachSpreadByAFifth() {
        int[] expected = {50, 100, 200, 400, 800, 1000, 1000, 1000};
        for (int ms : expected) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(ms * 4L / 5), Duration.ofMillis(ms * 6L / 5));
        }
    }

    @Test
    void startsAgainAfterASuccess() {
        IntStream.range(0, 10).forEach(i -> backoff.next());
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void spreadsThePausesOfManySoThatTheyDoNotComeAtOnce() {
        assertThat(IntStream.range(0, 50).mapToObj(i -> Backoff.jitter(Duration.ofSeconds(1), new Random(i))))
                .doesNotHaveDuplicates();
    }
}
