package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void tellsOfACrashAndOfAPlannedFailoverAndLeavesNothingBehind() throws IOException {
        int status = demo(StandInKeeper.launcher(folder));

        assertThat(story())
                .containsSubsequence(
                        "1. A master crashes",
                        "0 ms  kill -9 of the master",
                        "+odown",
                        "Sentinel's word",
                        "nutcracker.yml is changed",
                        "restart begins",
                        "first good write",
                        "2. A planned failover",
                        "0 ms  SENTINEL FAILOVER",
                        "first good write",
                        "Both failovers were carried out")
                .doesNotContain("\033");
        assertThat(status).isZero();
        assertThat(worldFolder()).doesNotExist();
    }

    @Test
    void failsWithTheOutputOfNutkeeperWhenItDoesNotStart() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho 'no such luck' >&2\nexit 2\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThat(demo(broken)).isEqualTo(1);
        assertThat(story()).contains("nutkeeper did not start", "no such luck");
    }

    private int demo(Path launcher) {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new Demo(new Demo.Options(true, 2, 1, launcher, out, false)).run();
    }

    private String story() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private Path worldFolder() {
        return story().lines()
                .filter(line -> line.contains("  folder "))
                .map(line -> Path.of(line.replace("folder", "").strip()))
                .findFirst()
                .orElseThrow();
    }
}
