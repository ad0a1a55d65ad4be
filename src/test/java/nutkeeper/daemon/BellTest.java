package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BellTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Bell bell = new Bell();

    @Test
    void aRingBeforeTheWaitIsNotLost() throws InterruptedException {
        bell.ring();

        assertThat(waited(LONG)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void manyRingsAreOne() throws InterruptedException {
        bell.ring();
        bell.ring();
        bell.ring();
        bell.await(LONG);

        assertThat(waited(SHORT)).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void aRingEndsTheWait() throws InterruptedException {
        Thread.ofVirtual().start(bell::ring);

        assertThat(waited(LONG)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aWaitEndsByItself() throws InterruptedException {
        assertThat(waited(SHORT)).isBetween(SHORT, Duration.ofSeconds(5));
    }

    private Duration waited(Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        bell.await(atMost);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
