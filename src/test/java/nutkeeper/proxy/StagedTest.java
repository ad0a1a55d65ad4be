package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
    void hasTheAccessControlListOfTheOriginal() throws Exception {
        tool("setfacl", "-m", "u:4242:r--,g::---", original.toString());

        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            assertThat(tool("getfacl", "-cnE", staged.file().toString()))
                    .isEqualTo(tool("getfacl", "-cnE", original.toString()))
                    .contains("user:4242:r--");
            assertThat(staged.file()).hasContent("new");
        }
    }

    @Test
    void hasTheExtendedAttributesOfTheOriginal() throws Exception {
        tool("setfattr", "-n", "user.owner", "-v", "team cache", original.toString());

        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            assertThat(tool(
                            "getfattr",
                            "--only-values",
                            "-n",
                            "user.owner",
                            staged.file().toString()))
                    .contains("team cache");
        }
    }

    @Test
    void hasATimeOfItsOwn() throws Exception {
        Files.setLastModifiedTime(original, FileTime.from(Instant.EPOCH));

        try (Staged staged = Staged.beside(original, "new", new Random(1))) {
            assertThat(Files.getLastModifiedTime(staged.file())).isGreaterThan(FileTime.from(Instant.EPOCH));
        }
    }

    @Test
    void isReadableByUsAloneInAnotherFolder() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("state"));

        try (Staged staged = Staged.in(elsewhere, original, "new", new Random(1))) {
            assertThat(staged.file().getParent()).isEqualTo(elsewhere);
            assertThat(Files.getPosixFilePermissions(staged.file())).isEqualTo(Durable.OWNER_ONLY);
        }
        assertThat(elsewhere).isEmptyDirectory();
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

    /** What a tool prints; the test is skipped where the tool is missing or the file system cannot do it. */
    private static String tool(String... command) throws Exception {
        assumeTrue(
                Executables.ofThisProcess().find(command[0]).isPresent(),
                command[0] + " is not installed (Debian packages attr and acl)");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assumeTrue(
                status == 0 || !output.contains("not supported"), "the file system of the temporary folder has none");
        assertThat(status).as(output).isZero();
        return output;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
