package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.LintFinding;
import nutkeeper.nutcracker.LintRule;
import nutkeeper.nutcracker.NutcrackerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintedFileTest {
    private static final String TEXT = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: not-to-be-shown
              timeout: 400
              backlog: 4096
              servers:
               - 10.0.0.1:6379:1 s1
               - nowhere.invalid:6379:1 s2
            """;

    private static final int STRANGER = 3_999_999;

    @TempDir
    Path root;

    @Test
    void asksTheHostForWhatTheTextDoesNotTell() throws Exception {
        assertThat(findings("rw-r--r--", STRANGER))
                .extracting(LintFinding::rule)
                .containsExactly(LintRule.READABLE_PASSWORD, LintRule.UNRESOLVED_HOST);
    }

    @Test
    void namesTheUserWhoMayNotRead() throws Exception {
        assertThat(findings("rw-------", STRANGER))
                .extracting(LintFinding::what)
                .containsExactly("user nutcracker may not read it", "the host nowhere.invalid does not resolve here");
    }

    @Test
    void rootReadsAnything() throws Exception {
        assertThat(findings("rw-------", 0)).extracting(LintFinding::rule).containsExactly(LintRule.UNRESOLVED_HOST);
    }

    private List<LintFinding> findings(String mode, int uid) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        Path file = Files.writeString(root.resolve("nutcracker.yml"), TEXT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "nutcracker:x:" + uid + ":3999999::/:\n");
        HostNames names = new HostNames(LintedFileTest::unknown, Duration.ofSeconds(20));
        return new LintedFile(file, new ProxyUsers(root), names).findings((NutcrackerConfig) ConfigParser.parse(TEXT));
    }

    private static InetAddress unknown(String name) throws UnknownHostException {
        throw new UnknownHostException(name);
    }
}
