package nutkeeper.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lets a keeper live through bad times and checks the invariants after every event. {@code -Dnutkeeper.seeds=5000} lives
 * through more of them, {@code -Dnutkeeper.seed=N} through one again.
 */
class KeeperSimulationTest {
    private static final int EVENTS = 300;

    @Test
    void keepsItsPromisesWhateverHappensAndIsSilentInTheEnd() {
        Long replay = Long.getLong("nutkeeper.seed");
        long seeds = Long.getLong("nutkeeper.seeds", 15);
        assertThat(seeds).isPositive();
        (replay != null ? LongStream.of(replay) : LongStream.rangeClosed(1, seeds)).forEach(this::live);
    }

    private void live(long seed) {
        int event = 0;
        try {
            Simulation simulation = new Simulation(seed);
            for (event = 1; event <= EVENTS; event++) {
                simulation.event();
            }
            simulation.calm();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "seed " + seed + ", event " + event + ": " + broken.getMessage()
                            + "\nreplay: mvn -Dtest=KeeperSimulationTest -Dnutkeeper.seed=" + seed + " test",
                    broken);
        }
    }
}
