package nutkeeper.proxy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Step;
import nutkeeper.proxy.Marker.Marking;
import nutkeeper.proxy.Rendering.Rendered;
import nutkeeper.proxy.Switcher.Switched;
import nutkeeper.proxy.SyntaxTest.TestedConfig;
import nutkeeper.proxy.SyntaxTest.Verdict;

/**
 * The script that makes one plan so: CONFIRM, RENDER, STAGE, TEST | MARK, COMMIT, SWITCH, PROVE, UNMARK. Before the line a
 * failure refuses and nothing has happened. Behind it, a mark on disk says what is due until it is proven, so a run that was
 * ended between any two steps is finished by the next one: {@link #pending} tells the keeper whether a switch-only plan is
 * due. It is not for two threads at once.
 */
public final class Rollout {
    private final Renderer renderer;
    private final StepGate gate;
    private final RandomGenerator random = new SecureRandom();
    private final ConfigFile config;
    private final SyntaxTest syntax;
    private final ListeningSockets sockets;
    private final MarkFile marks;
    private final Marker marker;
    private final Installer installer;
    private final Prover prover;
    private final Switcher switcher;

    /** A rollout as production runs it. */
    public Rollout(Target target, Renderer renderer) {
        this(target, renderer, StepGate.OPEN, Limits.standard(), InstantSource.system());
    }

    /** A rollout with a gate before each step, its own limits, and a clock for the times written into marks and names. */
    public Rollout(Target target, Renderer renderer, StepGate gate, Limits limits, InstantSource clock) {
        this.renderer = renderer;
        this.gate = gate;
        this.sockets = new ListeningSockets(new Proc(Path.of("/proc")));
        this.config = new ConfigFile(target.configFile());
        this.syntax = new SyntaxTest(target.nutcracker(), Executables.ofThisProcess(), limits);
        this.marks = MarkFile.of(target);
        this.marker = new Marker(target, marks, sockets, clock);
        this.installer = new Installer(target, config, Backups.of(target), clock, random);
        this.prover = new Prover(sockets, limits);
        this.switcher = new Switcher(target, prover, limits, random);
    }

    /** Whether an earlier run left a switch due; to be asked at start and after an outcome that is {@code Stuck}. */
    public Pending pending() {
        return marker.pending(config);
    }

    /**
     * Finds out who serves the file now, so that the next run need not: the search takes time that costs writes during a
     * failover. To be called when there is time, at start, after each run and now and then; without it a run is only slower.
     */
    public void lookAround() {
        if (config.read() instanceof ConfigFile.Reading.Text(String text)
                && renderer.render(text, List.of()) instanceof Rendered rendered) {
            sockets.processes(rendered.all());
        }
    }

    /** Makes the plan so, file and process. Blocks for at most the sum of the limits; an interrupt ends it early and safely. */
    public Outcome run(Plan plan) {
        StepLog steps = new StepLog(gate);
        try {
            return plan.isSwitchOnly() ? switchOnly(plan, steps) : change(plan, steps);
        } catch (StepFailed failed) {
            return failed(failed, steps);
        }
    }

    /** Makes the plan so in the file and stops after COMMIT; the mark stands, as the running process does not have it yet. */
    public Outcome fileOnly(Plan plan) {
        if (plan.isSwitchOnly()) {
            return new Outcome.Refused(
                    Step.CONFIRM, "the plan changes nothing in the file; only a switch is due", List.of());
        }
        StepLog steps = new StepLog(gate);
        try {
            Installed installed = install(decided(plan, steps), steps);
            return new Outcome.Applied(
                    steps.timings(), "file written; twemproxy was not restarted, its switch is due" + installed.how());
        } catch (StepFailed failed) {
            return failed(failed, steps);
        }
    }

    private Outcome change(Plan plan, StepLog steps) throws StepFailed {
        Change change = decided(plan, steps);
        Installed installed = install(change, steps);
        return switch (serve(change, installed.mark(), steps)) {
            case Switched.Proven(String proof) -> finish(proof + installed.how(), steps);
            case Switched.NotProven trouble -> giveUp(change, trouble, steps);
        };
    }

    private Outcome switchOnly(Plan plan, StepLog steps) throws StepFailed {
        Change change = decided(plan, steps);
        steps.run(Step.TEST, () -> test(config.path()));
        Marking marking = steps.run(Step.MARK, () -> marker.markSwitch(change));
        // A run that was ended behind SWITCH, or gave up a moment too early, may have left nothing to do.
        if (marking.isOld()
                && steps.run(
                                Step.PROVE,
                                () -> prover.look(
                                        change.after().all(), marking.mark().ranOld()))
                        instanceof Proof.ByIdentity known) {
            return finish(known.text(), steps);
        }
        return switch (switcher.run(change, marking.mark(), change.after().all(), steps)) {
            case Switched.Proven(String proof) -> finish(proof, steps);
            case Switched.NotProven(Step step, String why) -> new Outcome.Stuck(step, why, steps.timings());
        };
    }

    private Change decided(Plan plan, StepLog steps) throws StepFailed {
        String present = steps.run(Step.CONFIRM, () -> confirm(plan));
        Rendered rendered = steps.run(Step.RENDER, () -> render(present, plan));
        return new Change(present, rendered, plan.repoints(), plan.because());
    }

    private String confirm(Plan plan) throws StepFailed {
        return switch (config.read()) {
            case ConfigFile.Reading.Unreadable(String why) -> throw new StepFailed(why);
            case ConfigFile.Reading.Text(String present) -> {
                if (!present.equals(plan.decidedOn())) {
                    throw new StepFailed(
                            config.path() + " was changed since the decision; deciding again on what it says now");
                }
                yield present;
            }
        };
    }

    private Rendered render(String present, Plan plan) throws StepFailed {
        return switch (renderer.render(present, plan.repoints())) {
            case Rendered rendered -> rendered;
            case Rendering.Declined(String why) -> throw new StepFailed(why);
        };
    }

    /** The file is written; {@code how} is what was unusual about that. */
    private record Installed(Mark mark, String how) {}

    /** STAGE to COMMIT: the file says what was rendered, or it is as it was. */
    private Installed install(Change change, StepLog steps) throws StepFailed {
        try (Staged staged =
                steps.run(Step.STAGE, () -> installer.stage(change.after().text()))) {
            TestedConfig tested = steps.run(Step.TEST, () -> test(staged.file()));
            // The line: nothing that can only refuse may come behind it.
            Marking marking = steps.run(Step.MARK, () -> marker.markChange(change));
            return commit(tested, change, marking, steps);
        }
    }

    private TestedConfig test(Path file) throws InterruptedException, StepFailed {
        return switch (syntax.test(file)) {
            case Verdict.Passed(TestedConfig tested) -> tested;
            case Verdict.Failed(String why) -> throw new StepFailed(why);
        };
    }

    private Installed commit(TestedConfig tested, Change change, Marking marking, StepLog steps) throws StepFailed {
        try {
            return steps.run(Step.COMMIT, () -> {
                String how = installer.commit(tested, change);
                return new Installed(
                        marker.withLateReaders(marking, change.after().all()).mark(), how);
            });
        } catch (TornFile torn) {
            throw torn;
        } catch (StepFailed nothingChanged) {
            marker.takeBack(marking);
            throw nothingChanged;
        }
    }

    private Switched serve(Change change, Mark mark, StepLog steps) throws StepFailed {
        return switcher.run(
                change,
                mark,
                mark.isAlwaysDue() ? change.after().all() : change.after().touched(),
                steps);
    }

    private Outcome finish(String proof, StepLog steps) throws StepFailed {
        steps.run(Step.UNMARK, () -> {
            marks.remove();
            return proof;
        });
        return new Outcome.Applied(steps.timings(), proof);
    }

    /** The previous file points at the previous master, so it comes back only if nutcracker itself now refuses the new one. */
    private Outcome giveUp(Change change, Switched.NotProven trouble, StepLog steps) {
        Outcome stuck = new Outcome.Stuck(trouble.step(), trouble.why(), steps.timings());
        try {
            return syntax.test(config.path()) instanceof Verdict.Failed(String why)
                            && config.is(change.after().text())
                    ? rollBack(change.reversed(why), trouble, steps)
                    : stuck;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return stuck;
        }
    }

    private Outcome rollBack(Change back, Switched.NotProven trouble, StepLog steps) {
        String why = trouble.why() + "; " + back.because();
        try {
            return switch (serve(back, install(back, steps).mark(), steps)) {
                case Switched.Proven(String proof) -> {
                    finish(proof, steps);
                    yield new Outcome.RolledBack(
                            trouble.step(), why + "; the previous file is back and " + proof, steps.timings());
                }
                case Switched.NotProven(Step step, String again) ->
                    new Outcome.Stuck(step, why + "; the previous file is back, but " + again, steps.timings());
            };
        } catch (StepFailed failed) {
            return new Outcome.Stuck(
                    steps.current(), why + "; cannot put the previous file back: " + failed.why(), steps.timings());
        }
    }

    private static Outcome failed(StepFailed failed, StepLog steps) {
        return switch (steps.current()) {
            case CONFIRM, RENDER, STAGE, TEST, MARK ->
                new Outcome.Refused(steps.current(), failed.why(), steps.timings());
            case COMMIT ->
                failed instanceof TornFile
                        ? new Outcome.Stuck(steps.current(), failed.why(), steps.timings())
                        : new Outcome.RolledBack(steps.current(), failed.why(), steps.timings());
            case SWITCH, PROVE, UNMARK -> new Outcome.Stuck(steps.current(), failed.why(), steps.timings());
        };
    }
}
