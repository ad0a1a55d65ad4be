package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import nutkeeper.proxy.ProxyLock.Acquisition;
import nutkeeper.proxy.Rewrite.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteIT {
    private static final String BEFORE = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              servers:
               - 10.0.0.1:6379:1 a
            """;
    private static final String AFTER = BEFORE.replace("10.0.0.1", "10.0.0.2");

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(folder.resolve("nutcracker.yml"), BEFORE);
    }

    @Test
    void replacesTheTextAndLeavesNothingElse() throws Exception {
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(rewrite(BEFORE, AFTER)).isEqualTo(new Result.Written());

        assertThat(Files.readString(config)).isEqualTo(AFTER);
        assertThat(Files.getPosixFilePermissions(config)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(names()).containsExactly("nutcracker.yml");
    }

    @Test
    void refusesWhatNutcrackerRefuses() throws Exception {
        assertRefused(rewrite(BEFORE, BEFORE.replace(":1 a", ":x a")), "nutcracker refuses the file", "invalid weight");
        assertThat(names()).containsExactly("nutcracker.yml");
    }

    @Test
    void refusesWhileADaemonKeepsTheFile() throws Exception {
        Target target = new Target(config, List.of("true"), Duration.ofSeconds(1), "nutcracker", folder);
        if (!(ProxyLock.acquire(target) instanceof Acquisition.Held(ProxyLock daemon))) {
            throw new AssertionError("the lock is not free");
        }
        try (daemon) {
            assertRefused(
                    rewrite(BEFORE, AFTER),
                    "another nutkeeper",
                    "pid " + ProcessHandle.current().pid());
        }
        assertThat(rewrite(BEFORE, AFTER)).as("after the daemon has ended").isEqualTo(new Result.Written());
    }

    @Test
    void refusesWhenSomeoneElseChangedTheFileMeanwhile() throws Exception {
        Files.writeString(config, BEFORE + "# by hand\n");

        assertThat(new Rewrite(config, "nutcracker", TwemproxyWorld.QUICK).run(BEFORE, AFTER))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.why()).contains("changed by someone else"));

        assertThat(Files.readString(config)).isEqualTo(BEFORE + "# by hand\n");
    }

    @Test
    void saysThatNutcrackerIsMissing() throws Exception {
        assertRefused(
                new Rewrite(config, "no-such-nutcracker", TwemproxyWorld.QUICK).run(BEFORE, AFTER),
                "cannot find no-such-nutcracker");
    }

    private Result rewrite(String before, String after) throws InterruptedException {
        return new Rewrite(config, "nutcracker", TwemproxyWorld.QUICK).run(before, after);
    }

    private void assertRefused(Result result, String... because) throws IOException {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.why()).contains(because));
        assertThat(Files.readString(config)).isEqualTo(BEFORE);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
