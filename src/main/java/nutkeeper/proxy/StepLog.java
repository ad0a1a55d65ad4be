package nutkeeper.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nutkeeper.keeper.Outcome.Timing;
import nutkeeper.keeper.Step;

/** Runs the steps of one rollout: asks the gate, takes the time, and knows which step was the last to begin. */
final class StepLog {
    /** What a step does. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException, InterruptedException, StepFailed;
    }

    private final StepGate gate;
    private final List<Timing> timings = new ArrayList<>();
    private Step current = Step.CONFIRM;

    StepLog(StepGate gate) {
        this.gate = gate;
    }

    <T> T run(Step step, Body<T> body) throws StepFailed {
        current = step;
        long begunNanos = System.nanoTime();
        try {
            gate.before(step);
            return body.run();
        } catch (IOException trouble) {
            throw new StepFailed(StepFailed.sentence(trouble), trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted, as nutkeeper stops; what is due stays marked", interrupted);
        } finally {
            timings.add(new Timing(step, Duration.ofNanos(System.nanoTime() - begunNanos)));
        }
    }

    Step current() {
        return current;
    }

    List<Timing> timings() {
        return List.copyOf(timings);
    }
}
