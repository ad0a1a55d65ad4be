package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nutkeeper.demo.Timeline.Moment;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void drawsToScaleInTheOrderOfTime() {
        Timeline timeline = new Timeline(List.of(
                new Moment("end", Duration.ofMillis(3200)),
                new Moment("fault", Duration.ZERO),
                new Moment("half way", Duration.ofMillis(1600)),
                new Moment("at once", Duration.ofMillis(1610))));

        assertThat(timeline.lines())
                .containsExactly(
                        "      0 ms  fault                             |",
                        "  1 600 ms  half way                          ===============>",
                        "  1 610 ms  at once                                           |",
                        "  3 200 ms  end                                               ===============>");
    }

    @Test
    void isEmptyWhenNothingHappened() {
        assertThat(new Timeline(List.of()).lines()).isEmpty();
        assertThat(new Timeline(List.of()).length()).isZero();
    }
}
