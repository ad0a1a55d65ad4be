package nutkeeper.proxy;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import nutkeeper.keeper.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SWITCH and PROVE: restarts twemproxy until a process that did not run the old file serves it, or gives up for now. */
record Switcher(Target target, Prover prover, Limits limits, RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(Switcher.class);

    /** How it ended. */
    sealed interface Switched {
        record Proven(String proof) implements Switched {}

        /** {@code step} is what went wrong: the command itself, or only the proof after it. */
        record NotProven(Step step, String why) implements Switched {}
    }

    Switched run(Change change, Mark mark, List<ListenAddress> listens, StepLog steps) throws StepFailed {
        Switched switched = attempt(1, change, mark, listens, steps);
        for (int attempt = 2; attempt <= limits.attempts(); attempt++) {
            if (!(switched instanceof Switched.NotProven(Step step, String why))) {
                return switched;
            }
            LOG.warn(
                    "retry switch config_file={} attempt={} step={} why=\"{}\"",
                    target.configFile(),
                    attempt,
                    step,
                    why);
            switched = attempt(attempt, change, mark, listens, steps);
        }
        return switched;
    }

    private Switched attempt(int attempt, Change change, Mark mark, List<ListenAddress> listens, StepLog steps)
            throws StepFailed {
        Command.Ended ended = steps.run(Step.SWITCH, () -> {
            if (attempt > 1) {
                Thread.sleep(limits.pauseAfter(attempt - 1, random));
            }
            return restart(change);
        });
        Proof proof = steps.run(Step.PROVE, () -> prover.await(listens, mark.ranOld(), patience(ended, attempt)));
        return switch (proof) {
            case Proof.ByIdentity known -> new Switched.Proven(known.text());
            case Proof.ByAnswer answered -> new Switched.Proven(answered.text());
            case Proof.NotYet(String why) ->
                new Switched.NotProven(succeeded(ended) ? Step.PROVE : Step.SWITCH, why + "; " + describe(ended));
        };
    }

    private Command.Ended restart(Change change) throws InterruptedException {
        Command.Ended ended = new Command(
                        target.restartCommand(), change.facts(target), target.restartTimeout(), limits.killGrace())
                .run();
        LOG.debug("ran restart command config_file={} result=\"{}\"", target.configFile(), describe(ended));
        return ended;
    }

    /**
     * The first attempts get a share of the time only: a killed nutcracker's threads may hold its ports for a moment, then
     * the new one ends at once, and waiting on for it would be an outage for nothing.
     */
    private Duration patience(Command.Ended ended, int attempt) {
        return succeeded(ended)
                ? limits.proveWithin().multipliedBy(attempt).dividedBy(limits.attempts())
                : limits.proveAfterFailure();
    }

    private static boolean succeeded(Command.Ended ended) {
        return ended instanceof Command.Ended.Exited(int status, OutputTail _) && status == 0;
    }

    private static String describe(Command.Ended ended) {
        return switch (ended) {
            case Command.Ended.Exited(int status, OutputTail output) ->
                "the restart command ended with status " + status + said(output);
            case Command.Ended.TimedOut(Duration limit, OutputTail output) ->
                "the restart command was ended after " + limit.toMillis() + " ms" + said(output);
            case Command.Ended.NotStarted(String why) -> "the restart command could not be started: " + why;
        };
    }

    private static String said(OutputTail output) {
        String line = output.line();
        return line.isEmpty() ? " and said nothing" : " and said: " + line;
    }
}
