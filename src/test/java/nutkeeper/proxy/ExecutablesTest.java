package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {
    @TempDir
    Path folder;

    @Test
    void takesTheFirstOnTheSearchPathThatMayBeExecuted() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path program = Files.createDirectory(folder.resolve("program"));
        Files.createFile(plain.resolve("tool"));
        Files.setPosixFilePermissions(
                Files.createFile(program.resolve("tool")), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(new Executables(plain + ":" + program).find("tool")).contains(program.resolve("tool"));
    }

    @Test
    void looksWhereDebianKeepsDaemonsEvenIfThePathDoesNot() {
        assertThat(new Executables("/nonexistent").find("nutcracker")).contains(Path.of("/usr/sbin/nutcracker"));
    }

    @Test
    void takesAPathAsItIs() {
        assertThat(new Executables("/bin").find(folder.resolve("sh").toString()))
                .isEmpty();
        assertThat(new Executables("").find("/bin/sh")).contains(Path.of("/bin/sh"));
    }
}
