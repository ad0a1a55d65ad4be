package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nutkeeper.demo.Writer.Write;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void countsOnlyWhatHappenedInTheSpanOfTime() {
        Tally tally = Tally.of(
                List.of(write(-5), write(10), write(20), write(99)), List.of(at(-1), at(40), at(30)), START, at(50));

        assertThat(tally.acknowledged()).isEqualTo(2);
        assertThat(tally.failed()).isEqualTo(2);
        assertThat(tally.firstError()).contains(at(30));
        assertThat(tally.lastError()).contains(at(40));
    }

    @Test
    void longestPauseMayLieBetweenTwoWritesOrLastUntilTheEnd() {
        List<Write> writes = List.of(write(10), write(40), write(45));

        assertThat(Tally.of(writes, List.of(), START, at(50)).longestPause()).isEqualTo(Duration.ofMillis(30));
        assertThat(Tally.of(writes, List.of(), START, at(100)).longestPause()).isEqualTo(Duration.ofMillis(55));
    }

    @Test
    void togetherTwoClientsPauseAsLongAsTheOneThatPausedLonger() {
        Tally both = Tally.of(List.of(write(10)), List.of(at(60)), START, at(60))
                .plus(Tally.of(List.of(write(30)), List.of(at(20)), START, at(60)));

        assertThat(both).isEqualTo(new Tally(2, List.of(at(20), at(60)), Duration.ofMillis(50)));
    }

    private static Write write(long acknowledgedAfterMs) {
        return new Write("key", at(acknowledgedAfterMs).minusMillis(1), at(acknowledgedAfterMs));
    }

    private static Instant at(long ms) {
        return START.plusMillis(ms);
    }
}
