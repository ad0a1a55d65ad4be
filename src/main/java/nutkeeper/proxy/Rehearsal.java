package nutkeeper.proxy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import nutkeeper.keeper.Step;
import nutkeeper.proxy.SyntaxTest.Verdict;

/**
 * Does what a rollout would do to a proxy before its line, with the text that the file has already, and leaves nothing behind.
 * {@code check} tells a person what it found; the daemon runs it at start, so that the first real rollout finds warm code.
 */
public final class Rehearsal {
    private final Target target;
    private final Executables executables = Executables.ofThisProcess();
    private final SyntaxTest syntax;
    private final RandomGenerator random = new SecureRandom();
    private final Installer installer;

    public Rehearsal(Target target, Limits limits) {
        this.target = target;
        this.syntax = new SyntaxTest(target.nutcracker(), executables, limits);
        this.installer = new Installer(
                target, new ConfigFile(target.configFile()), Backups.of(target), InstantSource.system(), random);
    }

    /** One reason why a rollout would fail, and at which step. */
    public record Finding(Step step, String why) {}

    /** Everything that stands in the way of a rollout now, in the order of its steps; empty if nothing does. */
    public List<Finding> run() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        switch (new ConfigFile(target.configFile()).read()) {
            case ConfigFile.Reading.Unreadable(String why) -> findings.add(new Finding(Step.CONFIRM, why));
            case ConfigFile.Reading.Text(String text) -> stageAndTest(text).ifPresent(findings::add);
        }
        stateFolder().ifPresent(findings::add);
        restartCommand().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> stageAndTest(String text) throws InterruptedException {
        try (Staged staged = installer.stage(text)) {
            return syntax.test(staged.file()) instanceof Verdict.Failed(String why)
                    ? Optional.of(new Finding(Step.TEST, why))
                    : Optional.empty();
        } catch (IOException trouble) {
            return Optional.of(new Finding(
                    Step.STAGE, "cannot write beside " + target.configFile() + ": " + StepFailed.sentence(trouble)));
        } catch (StepFailed failed) {
            return Optional.of(new Finding(Step.STAGE, failed.why()));
        }
    }

    /** Writes and reads a mark under a name of its own, so that the first real one finds warm code, too. */
    private Optional<Finding> stateFolder() {
        MarkFile probe = new MarkFile(target.stateDir().resolve(".probe-" + Long.toHexString(random.nextLong())));
        Mark nothing = new Mark(target.configFile(), Set.of(new ProcessIdentity("", 0, 0)), "", "", Instant.EPOCH);
        try {
            probe.write(nothing);
            boolean kept = probe.read().equals(new MarkFile.Standing.Stands(nothing));
            probe.remove();
            return kept
                    ? Optional.empty()
                    : Optional.of(new Finding(Step.MARK, target.stateDir() + " does not keep what is written there"));
        } catch (IOException trouble) {
            return Optional.of(new Finding(
                    Step.MARK,
                    "cannot write in the state folder " + target.stateDir() + ": " + StepFailed.sentence(trouble)));
        }
    }

    private Optional<Finding> restartCommand() {
        for (String program : List.of("setsid", target.restartCommand().getFirst())) {
            if (executables.find(program).isEmpty()) {
                return Optional.of(new Finding(Step.SWITCH, "cannot find " + program + ", which the restart needs"));
            }
        }
        return Optional.empty();
    }
}
