package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLastFiveInAFolderThatOnlyTheirOwnerCanEnter() throws Exception {
        Files.createDirectory(folder.resolve("backups"), PosixFilePermissions.asFileAttribute(mode("rwxr-xr-x")));
        Backups backups = new Backups(folder.resolve("backups"), "0123456789abcdef");
        for (int second = 1; second <= 7; second++) {
            backups.keep("text " + second, ours("rw-r-----"), Instant.EPOCH.plusSeconds(second));
        }

        assertThat(backups.all()).hasSize(5);
        assertThat(backups.all().getFirst()).hasContent("text 3");
        assertThat(backups.all().getLast()).hasContent("text 7");
        assertThat(Files.getPosixFilePermissions(folder.resolve("backups"))).isEqualTo(mode("rwx------"));
    }

    @Test
    void givesABackupTheModeOfTheOriginal() throws Exception {
        Path backup = new Backups(folder.resolve("backups"), "mine").keep("text", ours("rw-r-----"), Instant.EPOCH);

        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(mode("rw-r-----"));
    }

    @Test
    void letsNobodyElseReadABackupWhoseOwnerCannotBeGiven() throws Exception {
        // (uid_t) -1 means "leave it" to chown(2), so not even root can give a file to it
        FileAccess ofNobody = new FileAccess(-1, -1, mode("rw-r--r--"));

        Path backup = new Backups(folder.resolve("backups"), "mine").keep("text", ofNobody, Instant.EPOCH);

        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(mode("rw-------"));
    }

    @Test
    void leavesTheBackupsOfAnotherProxyAlone() throws Exception {
        Backups other = new Backups(folder, "other");
        other.keep("other", ours("rw-------"), Instant.EPOCH);
        Backups backups = new Backups(folder, "mine");
        for (int second = 1; second <= 7; second++) {
            backups.keep("mine", ours("rw-------"), Instant.EPOCH.plusSeconds(second));
        }

        assertThat(other.all()).hasSize(1);
    }

    private FileAccess ours(String mode) throws IOException {
        FileAccess ours = FileAccess.of(folder);
        return new FileAccess(ours.uid(), ours.gid(), mode(mode));
    }

    private static Set<PosixFilePermission> mode(String mode) {
        return PosixFilePermissions.fromString(mode);
    }
}
