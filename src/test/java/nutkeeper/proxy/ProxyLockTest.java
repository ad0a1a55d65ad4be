package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nutkeeper.proxy.ProxyLock.Acquisition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyLockTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(folder.resolve("nutcracker.yml"), "alpha:");
    }

    @Test
    void refusesASecondDaemonAndNamesTheFirst() throws Exception {
        try (ProxyLock first = held(target(config))) {
            assertThat(first).isNotNull();
            assertThat(ProxyLock.acquire(target(config)))
                    .isInstanceOfSatisfying(
                            Acquisition.Denied.class,
                            denied -> assertThat(denied.why())
                                    .contains("pid " + ProcessHandle.current().pid(), config.toString()));
        }
    }

    @Test
    void takesTwoNamesOfOneFileForOneProxy() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), config);
        try (ProxyLock first = held(target(config))) {
            assertThat(first).isNotNull();
            assertThat(ProxyLock.acquire(target(link))).isInstanceOf(Acquisition.Denied.class);
        }
    }

    @Test
    void isFreeAgainWhenClosed() throws Exception {
        held(target(config)).close();

        held(target(config)).close();
    }

    @Test
    void saysWhyAFileThatIsNotThereCannotBeLocked() {
        assertThat(ProxyLock.acquire(target(folder.resolve("absent.yml"))))
                .isInstanceOfSatisfying(
                        Acquisition.Denied.class,
                        denied -> assertThat(denied.why()).contains("absent.yml", "no such file"));
    }

    private Target target(Path file) {
        return new Target(file, List.of("true"), Duration.ofSeconds(1), "nutcracker", folder);
    }

    private static ProxyLock held(Target target) {
        if (ProxyLock.acquire(target) instanceof Acquisition.Held(ProxyLock lock)) {
            return lock;
        }
        throw new AssertionError("the lock is not free");
    }
}
