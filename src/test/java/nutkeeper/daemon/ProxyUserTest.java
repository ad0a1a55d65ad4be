package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyUserTest {
    private static final int NOBODY = 3_999_999;
    private static final Path OUTSIDE = Path.of("/");

    @TempDir
    Path folder;

    private Path file = OUTSIDE;

    @BeforeEach
    void openTheWay() throws IOException {
        mode(folder, "rwx--x--x");
        file = Files.writeString(folder.resolve("nutcracker.yml"), "alpha:");
    }

    @ParameterizedTest
    @CsvSource({
        "rw-r--r--, true, true, true",
        "rw-r-----, true, true, false",
        "rw-------, true, false, false",
        "-w-r--r--, false, true, true",
        "rw----r--, true, false, true"
    })
    void theFirstClassThatFitsDecides(String mode, boolean owner, boolean group, boolean others) throws IOException {
        mode(file, mode);
        assertThat(user(uid(file) == 0 ? NOBODY : uid(file), Set.of()).mayRead(file))
                .isEqualTo(uid(file) == 0 ? others : owner);
        assertThat(user(NOBODY, Set.of(gid(file))).mayRead(file)).isEqualTo(group);
        assertThat(user(NOBODY, Set.of()).mayRead(file)).isEqualTo(others);
    }

    @Test
    void rootMayReadAnything() throws IOException {
        mode(file, "---------");
        assertThat(user(0, Set.of()).mayRead(file)).isTrue();
    }

    @Test
    void aFolderThatMayNotBeEnteredHidesItsFiles() throws IOException {
        mode(file, "rw-r--r--");
        mode(folder, "rwxr--r--");
        assertThat(user(NOBODY, Set.of()).mayRead(file)).isFalse();
    }

    @Test
    void aSymlinkNeedsBothWays() throws IOException {
        mode(file, "rw-r--r--");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path link = Files.createSymbolicLink(closed.resolve("link.yml"), file);
        mode(closed, "rwxr-xr-x");
        assertThat(user(NOBODY, Set.of()).mayRead(link)).isTrue();
        mode(closed, "rwx------");
        assertThat(user(NOBODY, Set.of()).mayRead(link)).isFalse();
    }

    @Test
    void aMissingFileIsNotTheUsersFault() {
        assertThat(user(NOBODY, Set.of()).mayRead(folder.resolve("missing.yml")))
                .isTrue();
    }

    private static ProxyUser user(int uid, Set<Integer> groups) {
        return new ProxyUser("somebody", uid, groups);
    }

    private static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    private static int gid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:gid");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
