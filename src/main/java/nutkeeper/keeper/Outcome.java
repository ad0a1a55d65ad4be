package nutkeeper.keeper;

import java.time.Duration;
import java.util.List;

/** How a rollout ended. */
public sealed interface Outcome {
    /** How long each step took, in the order in which the steps ran. */
    List<Timing> timings();

    /** One step of the script and the time it took. */
    record Timing(Step step, Duration took) {}

    /** The file says what the plan said, and a process that was not there before serves it; {@code proof} says how we know. */
    record Applied(List<Timing> timings, String proof) implements Outcome {
        public Applied {
            timings = List.copyOf(timings);
        }
    }

    /** Failed before anything live was touched: file and process are as they were. */
    record Refused(Step step, String why, List<Timing> timings) implements Outcome {
        public Refused {
            timings = List.copyOf(timings);
        }
    }

    /** Failed after the line, and what was changed was put back: the previous file stands and is served. */
    record RolledBack(Step step, String why, List<Timing> timings) implements Outcome {
        public RolledBack {
            timings = List.copyOf(timings);
        }
    }

    /** Failed after the line; the new file stands, the mark stands, and the switch is still due. */
    record Stuck(Step step, String why, List<Timing> timings) implements Outcome {
        public Stuck {
            timings = List.copyOf(timings);
        }
    }
}
