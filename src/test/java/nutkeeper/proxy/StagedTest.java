package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedTest {
    @TempDir
    Path folder;

    private Path original;

    @BeforeEach
    void writeOriginal() throws IOException {
        original = Files.writeString(folder.resolve("nutcracker.yml"), "old");
    }

    @Test
    void liesBesideTheOriginalWithItsMode() throws Exception {
        Files.setPosixFilePermissions(original, PosixFilePermissions.fromString("rw-r-----"));

        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            assertThat(staged.file().getParent()).isEqualTo(folder);
            assertThat(staged.file()).hasContent("new");
            assertThat(Files.getPosixFilePermissions(staged.file()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
            assertThat(FileAccess.of(staged.file())).isEqualTo(FileAccess.of(original));
        }
        assertThat(original).hasContent("old");
    }

    @Test
    void isGoneWhenClosed() throws Exception {
        Staged.beside(original, "new", new Random(1)).close();

        assertThat(names()).containsExactly("nutcracker.yml");
    }

    @Test
    void doesNotWriteThroughASymlinkThatSomeoneElsePutInItsPlace() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path guessed;
        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            guessed = staged.file();
        }
        Files.createSymbolicLink(guessed, victim);

        // The sweep takes the link away, never what it points to.
        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            assertThat(staged.file()).isRegularFile().hasContent("new");
        }
        assertThat(victim).hasContent("untouched");
    }

    @Test
    void sweepsWhatAKilledRunLeftAndNothingElse() throws Exception {
        Files.writeString(folder.resolve(".nutcracker.yml.nutkeeper-0123456789abcdef01234567"), "left by a kill");
        Files.writeString(folder.resolve(".nutcracker.yml.nutkeeper.lock"), "");
        Files.writeString(folder.resolve(".other.yml.nutkeeper-0123456789abcdef01234567"), "another proxy's");

        Staged.beside(original, "new", new Random(1)).close();

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "nutcracker.yml",
                        ".nutcracker.yml.nutkeeper.lock",
                        ".other.yml.nutkeeper-0123456789abcdef01234567");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
