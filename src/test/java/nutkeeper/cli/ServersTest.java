package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    private static final String TEXT = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: hunter2
              servers:
               - 10.0.0.1:6379:1 a
               - 10.0.0.2:6379:1
            """;

    @TempDir
    Path folder;

    @Test
    void listsTheServersOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("nutcracker.yml"), TEXT);

        CommandLineRun run = CommandLineRun.of("servers", file.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(3).anyMatch(row -> row.matches("alpha +a +pinned +10\\.0\\.0\\.1 .*yes"));
        assertThat(run.out()).doesNotContain("hunter2");
    }

    @Test
    void listsTheServersOfStandardInputForPrograms() throws Exception {
        CommandLineRun run = CommandLineRun.withInput(TEXT, "servers", "-", "--output", "json");

        assertThat(run.exit()).isZero();
        assertThat(JSON.std.listFrom(run.out())).hasSize(2);
    }

    @Test
    void saysWhereAFileIsNoneThatTwemproxyReads() {
        CommandLineRun run = CommandLineRun.withInput("alpha: [1]\n", "servers", "-");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("standard input: line 1, column 8: ");
    }

    @Test
    void needsAFile() {
        assertThat(CommandLineRun.of("servers").exit()).isEqualTo(2);
    }
}
