package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nutkeeper.proxy.Command.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void reportsStatusAndBothOutputs() throws Exception {
        Ended ended = shell("echo out; echo err >&2; exit 3", PATIENCE);

        assertThat(ended).isInstanceOfSatisfying(Ended.Exited.class, exited -> {
            assertThat(exited.status()).isEqualTo(3);
            await().atMost(PATIENCE).until(() -> exited.output().line().equals("out | err"));
        });
    }

    @Test
    void leavesASecondProcessAliveAndItsOutputOpen() throws Exception {
        Path go = folder.resolve("go");
        Path survived = folder.resolve("survived");
        Ended ended = shell(
                "(while [ ! -e %s ]; do sleep 0.01; done; echo still here; echo and here && touch %s) & exit 0"
                        .formatted(go, survived),
                PATIENCE);
        assertThat(ended).isInstanceOf(Ended.Exited.class);
        assertThat(survived).doesNotExist();

        Files.createFile(go);

        await().atMost(PATIENCE).until(() -> Files.exists(survived));
        await().atMost(PATIENCE)
                .until(() -> ended instanceof Ended.Exited exited
                        && exited.output().line().equals("still here | and here"));
    }

    @Test
    void killsAGroupThatDoesNotHeedTheFirstSignal() throws Exception {
        Ended ended = new Command(
                        List.of("/bin/sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.05; done"),
                        Map.of(),
                        Duration.ofMillis(300),
                        Duration.ofMillis(200))
                .run();

        assertThat(ended).isInstanceOfSatisfying(Ended.TimedOut.class, timedOut -> {
            await().atMost(PATIENCE).until(() -> !timedOut.output().line().isEmpty());
            long pid = Long.parseLong(timedOut.output().line());
            await().atMost(PATIENCE).until(() -> TwemproxyWorld.hasEnded(pid));
        });
    }

    @Test
    void readsNothingFromUs() throws Exception {
        assertThat(shell("cat", PATIENCE))
                .isInstanceOfSatisfying(
                        Ended.Exited.class,
                        exited -> assertThat(exited.status()).isZero());
    }

    @Test
    void runsInASessionOfItsOwn() throws Exception {
        Ended ended = shell("[ \"$(cut -d' ' -f6 /proc/$$/stat)\" = $$ ]", PATIENCE);

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Ended.Exited.class,
                        exited -> assertThat(exited.status()).isZero());
    }

    @Test
    void keepsOnlyTheEndOfMuchOutput() throws Exception {
        Ended ended = shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done", PATIENCE);

        assertThat(ended).isInstanceOfSatisfying(Ended.Exited.class, exited -> {
            await().atMost(PATIENCE).until(() -> exited.output().line().endsWith("line 19999"));
            assertThat(exited.output().text().length()).isLessThanOrEqualTo(4096);
            assertThat(exited.output().line().length()).isLessThanOrEqualTo(403);
        });
    }

    private static Ended shell(String text, Duration timeout) throws InterruptedException {
        return new Command(List.of("/bin/sh", "-c", text), Map.of(), timeout, Duration.ofSeconds(5)).run();
    }
}
