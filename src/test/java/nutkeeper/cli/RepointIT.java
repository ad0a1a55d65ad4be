package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code repoint --in-place} with the real {@code nutcracker -t}. */
class RepointIT {
    private static final String TEXT = """
            \uFEFFalpha:\r
              listen: 127.0.0.1:22121\r
              redis: true\r
              servers:\r
               - 10.0.0.1:6379:1 a\r
               - 10.0.0.2:6379:1""";
    private static final String MOVE = "10.0.0.2:6379=10.0.0.3:6379";
    private static final String MOVED = TEXT.replace("10.0.0.2:6379:1", "10.0.0.3:6379:1 10.0.0.2:6379");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("nutcracker.yml"), TEXT);
    }

    @Test
    void replacesTheFileWithModeAndSymlinkKeptAndLeavesNothingBehind() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file.getFileName());

        CommandLineRun run = CommandLineRun.of("repoint", link.toString(), "--in-place", "--move", MOVE);

        assertThat(run).isEqualTo(new CommandLineRun(0, "", ""));
        assertThat(Files.readString(file)).isEqualTo(MOVED);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(link).isSymbolicLink();
        assertThat(names()).containsExactlyInAnyOrder("nutcracker.yml", "link.yml");
    }

    @Test
    void changesNothingThatNutcrackerRefuses() throws Exception {
        String unfit = TEXT.replace("redis: true", "redis: true\r\n  backlog: lots");
        Files.writeString(file, unfit);

        CommandLineRun run = CommandLineRun.of("repoint", file.toString(), "--in-place", "--move", MOVE);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("nutcracker refuses the file", "nothing was changed");
        assertThat(Files.readString(file)).isEqualTo(unfit);
    }

    @Test
    void doesNotTouchAFileInWhichNothingIsToChange() throws Exception {
        Object inode = Files.getAttribute(file, "unix:ino");

        CommandLineRun run = CommandLineRun.of(
                "repoint", file.toString(), "--in-place", "--nutcracker", "no-such-program", "--move", "a:1=b:1");

        assertThat(run.exit()).isZero();
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void testsWithTheProgramThatIsNamed() throws Exception {
        CommandLineRun run = CommandLineRun.of(
                "repoint", file.toString(), "--in-place", "--nutcracker", "no-such-program", "--move", MOVE);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("cannot find no-such-program");
        assertThat(Files.readString(file)).isEqualTo(TEXT);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
