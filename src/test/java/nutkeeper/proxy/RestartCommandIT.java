package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Outcome.Applied;
import nutkeeper.keeper.Outcome.Stuck;
import nutkeeper.keeper.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts around a real nutcracker with restart commands that fail, lie, stop, hang or daemonise. */
class RestartCommandIT {
    @TempDir
    Path folder;

    private TwemproxyWorld world;

    @BeforeEach
    void startTwemproxy() throws Exception {
        world = new TwemproxyWorld(folder);
        world.start();
    }

    @AfterEach
    void stopTwemproxy() throws Exception {
        world.close();
    }

    @Test
    void keepsSwitchingUntilAFailingRestartCommandHeals() throws Exception {
        Path fails = world.script("fails", "echo 'access denied' >&2\nexit 1");
        Rollout rollout = world.rollout(fails);

        Outcome outcome = rollout.run(world.plan());

        assertThat(outcome).isInstanceOfSatisfying(Stuck.class, stuck -> {
            assertThat(stuck.step()).isEqualTo(Step.SWITCH);
            assertThat(stuck.why()).contains("still belongs to pid", "status 1", "access denied");
        });
        assertThat(world.restarts()).isEqualTo(TwemproxyWorld.QUICK.attempts());
        assertThat(rollout.pending()).isInstanceOf(Pending.SwitchDue.class);

        assertThat(world.rollout(world.works()).run(world.switchOnly())).isInstanceOf(Applied.class);
        assertThat(world.running()).isEqualTo(world.newText());
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void isNotTakenInByARestartCommandThatLies() throws Exception {
        Outcome outcome = world.hastyRollout(world.script("lies", "exit 0")).run(world.plan());

        assertThat(outcome).isInstanceOfSatisfying(Stuck.class, stuck -> {
            assertThat(stuck.step()).isEqualTo(Step.PROVE);
            assertThat(stuck.why()).contains("still belongs to pid " + pid());
        });
        assertThat(world.config).hasContent(world.newText());
    }

    @Test
    void isNotTakenInByAProcessThatSomeoneElseStartedJustBeforeTheRename() throws Exception {
        Path byHand = world.works();
        Target target = world.target(world.script("lies", "exit 0"));
        StepGate someoneElse = step -> {
            if (step == Step.COMMIT) {
                world.restartWith(byHand);
            }
        };

        Outcome outcome = new Rollout(target, world::render, someoneElse, TwemproxyWorld.HASTY, InstantSource.system())
                .run(world.plan());

        assertThat(world.running()).isEqualTo(world.oldText());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stuck.class, stuck -> assertThat(stuck.why()).contains("still belongs to pid " + pid()));
    }

    @Test
    void isNotTakenInByARestartCommandThatOnlyStops() throws Exception {
        Outcome outcome =
                world.hastyRollout(world.script("stops", "kill $(cat pid)")).run(world.plan());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stuck.class, stuck -> assertThat(stuck.why()).contains("accepts no connection"));
    }

    @Test
    void endsAHangingRestartCommandWithItsWholeGroup() throws Exception {
        Path hangs = world.script("hangs", "sleep 1000 &\necho $! > child\nwait");
        Target target =
                new Target(world.config, List.of(hangs.toString()), Duration.ofMillis(300), "nutcracker", world.state);

        Outcome outcome = world.rollout(target, StepGate.OPEN).run(world.plan());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stuck.class, stuck -> assertThat(stuck.why()).contains("was ended after 300 ms"));
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        await().atMost(Duration.ofSeconds(10)).until(() -> TwemproxyWorld.hasEnded(child));
    }

    @Test
    void doesNotWaitForADaemonThatKeepsTheOutputOpen() throws Exception {
        Outcome outcome = world.rollout(world.daemonises()).run(world.plan());

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(world.running()).isEqualTo(world.newText());
        assertThat(timeOf(Step.SWITCH, outcome)).isLessThan(Duration.ofSeconds(10));
    }

    private long pid() {
        try {
            return world.twemproxy().orElseThrow().pid();
        } catch (IOException noPid) {
            throw new AssertionError(noPid);
        }
    }

    private static Duration timeOf(Step step, Outcome outcome) {
        return outcome.timings().stream()
                .filter(timing -> timing.step() == step)
                .findFirst()
                .orElseThrow()
                .took();
    }
}
