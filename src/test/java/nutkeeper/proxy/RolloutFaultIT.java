package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Step;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rollout that is ended, or whose I/O fails, before each of its steps: the next one finishes the work. */
class RolloutFaultIT {
    @TempDir
    Path folder;

    private TwemproxyWorld world;

    /** The end of the process, as far as a test can play it. */
    private static final class Crash extends Error {}

    @BeforeEach
    void startTwemproxy() throws Exception {
        world = new TwemproxyWorld(folder);
        world.start();
    }

    @AfterEach
    void stopTwemproxy() throws Exception {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aRunAfterACrashBeforeAnyStepConverges(Step step) throws Exception {
        crashBefore(step, world.plan());

        assertThat(converge()).isInstanceOf(Outcome.Applied.class);

        assertThat(world.config).hasContent(world.newText());
        assertThat(world.running()).isEqualTo(world.newText());
        // Right behind SWITCH the new process may not listen yet, and then one restart more is the safe answer.
        assertThat(world.restarts()).isBetween(1L, step == Step.PROVE ? 2L : 1L);
        assertThat(world.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aRunAfterFailingInputAndOutputAtAnyStepConverges(Step step) throws Exception {
        Outcome failed =
                world.rollout(world.target(world.works()), failingAt(step)).run(world.plan());

        assertThat(failed).isNotInstanceOf(Outcome.Applied.class);
        assertThat(Files.readString(world.config))
                .isEqualTo(step.compareTo(Step.COMMIT) <= 0 ? world.oldText() : world.newText());
        assertThat(converge()).isInstanceOf(Outcome.Applied.class);
        assertThat(world.running()).isEqualTo(world.newText());
        assertThat(world.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRM", "RENDER", "STAGE", "TEST", "MARK", "COMMIT"})
    void whatFailsBeforeTheRenameLeavesNothingBehind(Step step) throws Exception {
        Outcome failed =
                world.rollout(world.target(world.works()), failingAt(step)).run(world.plan());

        assertThat(failed).isInstanceOf(step == Step.COMMIT ? Outcome.RolledBack.class : Outcome.Refused.class);
        assertThat(world.restarts()).isZero();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void aSwitchThatIsDueOutlivesAFurtherChangeThatCrashes() throws Exception {
        crashBefore(Step.SWITCH, world.plan());
        Address third = new Address("127.0.0.1", 6393);
        Repoint first = world.plan().repoints().getFirst();
        Repoint further = new Repoint(first.shard(), first.master(), TwemproxyWorld.NEW_MASTER, third);
        crashBefore(Step.COMMIT, new Plan(List.of(further), world.newText(), "m1 moved again"));

        assertThat(world.rollout(world.works()).pending()).isInstanceOf(Pending.SwitchDue.class);
        assertThat(converge()).isInstanceOf(Outcome.Applied.class);
        assertThat(world.running()).isEqualTo(world.newText());
    }

    @Test
    void aDamagedMarkMeansThatTheSwitchIsDue() throws Exception {
        crashBefore(Step.SWITCH, world.plan());
        Path mark = MarkFile.of(world.target(world.works())).file();
        Files.writeString(mark, "{\"config_file\": ");

        assertThat(world.rollout(world.works()).pending()).isInstanceOf(Pending.SwitchDue.class);
        assertThat(converge()).isInstanceOf(Outcome.Applied.class);
        assertThat(world.running()).isEqualTo(world.newText());
        assertThat(mark).doesNotExist();
        assertThat(mark.resolveSibling(mark.getFileName() + ".damaged")).hasContent("{\"config_file\": ");
    }

    @Test
    void aReaderNeverSeesAnythingButTheOldOrTheNewText() throws Exception {
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                seen.add(present());
            }
        });
        for (int round = 0; round < 10; round++) {
            Files.writeString(folder.resolve("next"), world.oldText());
            Files.move(folder.resolve("next"), world.config, StandardCopyOption.ATOMIC_MOVE);
            assertThat(world.rollout(world.works()).fileOnly(world.plan())).isInstanceOf(Outcome.Applied.class);
        }
        done.set(true);
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();

        assertThat(seen).isSubsetOf(world.oldText(), world.newText()).contains(world.newText());
    }

    private String present() {
        try {
            return Files.readString(world.config);
        } catch (NoSuchFileException absent) {
            return "no file";
        } catch (IOException trouble) {
            return "unreadable";
        }
    }

    private void crashBefore(Step step, Plan plan) throws IOException {
        Rollout rollout = world.rollout(world.target(world.works()), before -> {
            if (before == step) {
                throw new Crash();
            }
        });
        assertThatThrownBy(() -> rollout.run(plan)).isInstanceOf(Crash.class);
    }

    private static StepGate failingAt(Step step) {
        return before -> {
            if (before == step) {
                throw new IOException("No space left on device");
            }
        };
    }

    /** What the keeper does when it comes back: finish a switch that is due, else decide on the file as it is. */
    private Outcome converge() throws IOException {
        Rollout rollout = world.rollout(world.works());
        return switch (rollout.pending()) {
            case Pending.SwitchDue _ -> rollout.run(world.switchOnly());
            case Pending.Nothing _ -> rollout.run(world.plan());
            case Pending.Unknown(String why) -> throw new AssertionError(why);
        };
    }
}
