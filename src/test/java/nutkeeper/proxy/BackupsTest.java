package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLastFiveForTheirOwnerOnly() throws Exception {
        Backups backups = new Backups(folder, "0123456789abcdef");
        for (int second = 1; second <= 7; second++) {
            backups.keep("text " + second, Instant.EPOCH.plusSeconds(second));
        }

        assertThat(backups.all()).hasSize(5);
        assertThat(backups.all().getFirst()).hasContent("text 3");
        assertThat(backups.all().getLast()).hasContent("text 7");
        for (Path backup : backups.all()) {
            assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(Durable.OWNER_ONLY);
        }
    }

    @Test
    void leavesTheBackupsOfAnotherProxyAlone() throws Exception {
        Backups other = new Backups(folder, "other");
        other.keep("other", Instant.EPOCH);
        Backups backups = new Backups(folder, "mine");
        for (int second = 1; second <= 7; second++) {
            backups.keep("mine", Instant.EPOCH.plusSeconds(second));
        }

        assertThat(other.all()).hasSize(1);
    }
}
