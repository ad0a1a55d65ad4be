package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nutkeeper.keeper.Step;
import nutkeeper.proxy.Rehearsal.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
    @TempDir
    Path folder;

    private TwemproxyWorld world;

    @BeforeEach
    void writeConfig() throws Exception {
        world = new TwemproxyWorld(folder);
    }

    @Test
    void findsNothingWrongAndLeavesNothingBehind() throws Exception {
        assertThat(rehearse("nutcracker", world.state, "true")).isEmpty();

        assertThat(world.config).hasContent(world.oldText());
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void namesTheReasonForWhichNutcrackerRefusesTheFile() throws Exception {
        Files.writeString(world.config, world.oldText().replace(":1 s1", ":x s1"));

        assertThat(rehearse("nutcracker", world.state, "true")).singleElement().satisfies(finding -> {
            assertThat(finding.step()).isEqualTo(Step.TEST);
            assertThat(finding.why()).contains("invalid weight");
        });
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void findsEverythingThatIsMissingAtOnce() throws Exception {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        List<Finding> findings = rehearse("no-such-nutcracker", occupied.resolve("state"), "no-such-restart");

        assertThat(findings).extracting(Finding::step).containsExactly(Step.TEST, Step.MARK, Step.SWITCH);
        assertThat(findings)
                .extracting(Finding::why)
                .satisfiesExactly(
                        why -> assertThat(why).contains("cannot find no-such-nutcracker"),
                        why -> assertThat(why).contains("does not exist and cannot be made"),
                        why -> assertThat(why).contains("cannot find no-such-restart"));
    }

    @Test
    void saysThatTheFileCannotBeRead() throws Exception {
        Files.delete(world.config);

        assertThat(rehearse("nutcracker", world.state, "true"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.step()).isEqualTo(Step.CONFIRM));
    }

    @Test
    void doesNotWaitForANutcrackerThatHangs() throws Exception {
        Path hangs = world.script("hangs", "sleep 1000");
        Limits impatient = new Limits(
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(5),
                Duration.ofSeconds(1),
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofSeconds(5));
        Target target = new Target(world.config, List.of("true"), Duration.ofSeconds(5), hangs.toString(), world.state);

        assertThat(new Rehearsal(target, impatient).run())
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("did not end within 200 ms"));
    }

    private List<Finding> rehearse(String nutcracker, Path state, String restart) throws InterruptedException {
        Target target = new Target(world.config, List.of(restart), Duration.ofSeconds(5), nutcracker, state);
        return new Rehearsal(target, TwemproxyWorld.QUICK).run();
    }
}
