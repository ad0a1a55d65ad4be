package nutkeeper.proxy;

import java.io.IOException;
import nutkeeper.keeper.Step;

/** Stands before every step of a rollout, so that a test can fail exactly one, as a disk would, or end the run there. */
@FunctionalInterface
public interface StepGate {
    /** The gate of production: every step may pass. */
    StepGate OPEN = _ -> {};

    /** Called when {@code step} is about to begin; an {@link IOException} fails the step as if its own I/O had failed. */
    void before(Step step) throws IOException;
}
