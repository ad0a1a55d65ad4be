package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Outcome.Applied;
import nutkeeper.keeper.Outcome.Refused;
import nutkeeper.keeper.Outcome.RolledBack;
import nutkeeper.keeper.Outcome.Stuck;
import nutkeeper.keeper.Outcome.Timing;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole rollouts around a real nutcracker. */
class RolloutIT {
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
    void makesFileAndProcessSayWhatThePlanSays() throws Exception {
        Outcome outcome = world.rollout(world.works()).run(world.plan());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Applied.class, applied -> assertThat(applied.proof()).contains("owned by pid " + pid()));
        assertThat(outcome.timings()).extracting(Timing::step).containsExactly(Step.values());
        assertThat(world.running()).isEqualTo(world.newText());
        assertThat(world.restarts()).isEqualTo(1);
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void followsASymlinkAndKeepsIt() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), world.config);
        Target target =
                new Target(link, List.of(world.works().toString()), Duration.ofSeconds(20), "nutcracker", world.state);

        assertThat(world.rollout(target, StepGate.OPEN).run(world.plan())).isInstanceOf(Applied.class);

        assertThat(link).isSymbolicLink();
        assertThat(world.config).isRegularFile().hasContent(world.newText());
    }

    @Test
    void adoptsAHealthyInstallationWithoutATouch() throws Exception {
        Files.writeString(world.config, world.oldText());

        assertThat(world.rollout(world.works()).pending()).isEqualTo(new Pending.Nothing());
        assertThat(world.restarts()).isZero();
    }

    @Test
    void refusesWhenTheFileIsNoLongerWhatTheDecisionWasMadeOn() throws Exception {
        Files.writeString(world.config, world.oldText() + "# by hand\n");

        Outcome outcome = world.rollout(world.works()).run(world.plan());

        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.step()).isEqualTo(Step.CONFIRM);
            assertThat(refused.why()).contains("changed since the decision");
        });
        assertThat(world.restarts()).isZero();
    }

    @Test
    void refusesWithTheReasonThatNutcrackerItselfKeepsBack() throws Exception {
        String broken = world.oldText().replace("redis: true", "reuseport: true");
        Files.writeString(world.config, broken);

        Outcome outcome = world.rollout(world.works()).run(new Plan(world.plan().repoints(), broken, "m1 moved"));

        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.step()).isEqualTo(Step.TEST);
            assertThat(refused.why()).contains("directive \"reuseport\" is unknown");
        });
        assertThat(world.config).hasContent(broken);
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void leavesAnEditAloneThatComesBetweenDecisionAndRename() throws Exception {
        String edited = world.oldText() + "# by hand\n";
        StepGate editor = step -> {
            if (step == Step.COMMIT) {
                Files.writeString(world.config, edited);
            }
        };

        Outcome outcome = world.rollout(world.target(world.works()), editor).run(world.plan());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RolledBack.class, back -> assertThat(back.step()).isEqualTo(Step.COMMIT));
        assertThat(world.config).hasContent(edited);
        assertThat(world.restarts()).isZero();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void restartsNothingWhenALateProcessAlreadyServesTheFile() throws Exception {
        assertThat(world.hastyRollout(world.script("lies", "exit 0")).run(world.plan()))
                .isInstanceOf(Stuck.class);
        world.restartWith(world.works());
        Rollout rollout = world.rollout(world.works());
        long restartsByHand = world.restarts();

        assertThat(rollout.run(world.switchOnly())).isInstanceOf(Applied.class);

        assertThat(world.restarts()).isEqualTo(restartsByHand);
        assertThat(rollout.pending()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void writesTheFileOnlyAndRemembersThatTheSwitchIsDue() throws Exception {
        Rollout rollout = world.rollout(world.works());

        assertThat(rollout.fileOnly(world.plan())).isInstanceOf(Applied.class);

        assertThat(world.config).hasContent(world.newText());
        assertThat(world.restarts()).isZero();
        assertThat(rollout.pending()).isInstanceOf(Pending.SwitchDue.class);
    }

    @Test
    void writesNothingForAPlanThatOnlySwitches() throws Exception {
        assertThat(world.rollout(world.works()).fileOnly(world.switchOnly())).isInstanceOf(Refused.class);

        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void stopsEarlyAndSafelyWhenInterrupted() throws Exception {
        Path hangs = world.script("hangs", "echo $$ > hanging\nexec sleep 1000");
        Thread self = Thread.currentThread();
        Thread stopper = Thread.ofVirtual().start(() -> {
            await().atMost(Duration.ofSeconds(20)).until(() -> world.restarts() == 1);
            self.interrupt();
        });

        Outcome outcome = world.rollout(hangs).run(world.plan());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopper.join(Duration.ofSeconds(20))).isTrue();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stuck.class, stuck -> assertThat(stuck.why()).startsWith("interrupted"));
        assertThat(world.rollout(hangs).pending()).isInstanceOf(Pending.SwitchDue.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(folder.resolve("hanging")) > 0);
        ProcessHandle.of(Long.parseLong(
                        Files.readString(folder.resolve("hanging")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void tellsTheRestartCommandWhatChangedButNotOurPasswords() throws Exception {
        Path tells = world.script("tells", "env > told\nexit 1");

        assertThat(world.rollout(tells).run(world.plan())).isInstanceOf(Stuck.class);

        assertThat(Files.readAllLines(folder.resolve("told")))
                .contains(
                        "NUTKEEPER_CONFIG_FILE=" + world.config,
                        "NUTKEEPER_CHANGES=alpha/s1 127.0.0.1:6391 127.0.0.1:6392",
                        "NUTKEEPER_BECAUSE=m1 moved")
                .allMatch(
                        line -> line.matches(
                                "(NUTKEEPER_|PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_|TZ|TMPDIR|XDG_|DBUS_|PWD|OLDPWD|SHLVL|_).*"));
    }

    @Test
    void putsThePreviousFileBackIfNutcrackerNowRefusesTheNewOne() throws Exception {
        Path moody = world.script("nutcracker", """
                for last; do :; done
                case "$*" in *.nutkeeper-*) exit 0;; esac
                if grep -q %s nutcracker.yml; then exit 1; fi
                exit 0""".formatted(TwemproxyWorld.NEW_MASTER));
        Path picky = world.script(
                "picky", "grep -q %s nutcracker.yml && exit 1\n. ./works.sh".formatted(TwemproxyWorld.NEW_MASTER));
        world.works();
        Target target = new Target(
                world.config, List.of(picky.toString()), Duration.ofSeconds(20), moody.toString(), world.state);

        Outcome outcome = world.rollout(target, StepGate.OPEN).run(world.plan());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RolledBack.class,
                        back -> assertThat(back.why())
                                .contains("nutcracker refuses the file", "the previous file is back"));
        assertThat(world.config).hasContent(world.oldText());
        assertThat(world.running()).isEqualTo(world.oldText());
        assertThat(world.leftovers()).isEmpty();
    }

    private long pid() {
        try {
            return world.twemproxy().orElseThrow().pid();
        } catch (IOException noPid) {
            throw new AssertionError(noPid);
        }
    }
}
