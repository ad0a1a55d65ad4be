package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path folder;

    @Test
    void givesANewFileTheModeOfItsSource() throws Exception {
        Path source = Files.writeString(folder.resolve("source.yml"), "old");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r-----"));
        Path to = folder.resolve("new.yml");

        assertThat(new Export(to).run("text", source)).isEmpty();

        assertThat(to).hasContent("text");
        assertThat(mode(to)).isEqualTo("rw-r-----");
        assertThat(names()).containsExactlyInAnyOrder("source.yml", "new.yml");
    }

    @Test
    void keepsANewFileToItsOwnerWhereThereIsNoSource() throws Exception {
        Path to = folder.resolve("new.yml");

        assertThat(new Export(to).run("text")).isEmpty();

        assertThat(mode(to)).isEqualTo("rw-------");
    }

    @Test
    void keepsTheModeOfAFileThatIsThereAndTheSymlinkToIt() throws Exception {
        Path present = Files.writeString(folder.resolve("present.yml"), "old");
        Files.setPosixFilePermissions(present, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), present.getFileName());

        assertThat(new Export(link).run("text")).isEmpty();

        assertThat(link).isSymbolicLink();
        assertThat(present).hasContent("text");
        assertThat(mode(present)).isEqualTo("rw-rw-r--");
    }

    @Test
    void replacesNoDeviceAndNoFolder() {
        assertThat(new Export(folder).run("text"))
                .hasValueSatisfying(why -> assertThat(why).contains(folder.toString(), "no regular file"));
        assertThat(new Export(Path.of("/dev/null")).run("text")).isPresent();
        assertThat(Path.of("/dev/null"))
                .isWritable()
                .satisfies(device -> assertThat(Files.isRegularFile(device)).isFalse());
    }

    @Test
    void saysWhyNothingWasWritten() throws IOException {
        assertThat(new Export(folder.resolve("absent/new.yml")).run("text"))
                .hasValueSatisfying(why -> assertThat(why).contains("absent", "no such file or directory"));
        assertThat(names()).isEmpty();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
