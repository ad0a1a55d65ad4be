package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyUsersTest {
    private static final String CREATED_BY_THE_PACKAGE =
            "root:x:0:0:root:/root:/bin/sh\nnutcracker:x:102:105::/:/bin/false\n";

    @TempDir
    Path root;

    private Path file = Path.of("/");

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("etc"));
        file = Files.writeString(root.resolve("nutcracker.yml"), "alpha:");
        Files.createSymbolicLink(root.resolve("link.yml"), file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c FILE",
                "-d -c LINK -p /run/n.pid",
                "--conf-file FILE",
                "--conf-file=FILE",
                "-c nutcracker.yml"
            })
    void theUserOfTheProcessThatRunsWithThisFileComesFirst(String arguments) throws IOException {
        user(CREATED_BY_THE_PACKAGE);
        process(7, "nutcracker", arguments);
        assertThat(new ProxyUsers(root).of(file))
                .contains(new ProxyUser("user 1002 of the running nutcracker, process 7,", 1002, Set.of(2002, 40, 41)));
    }

    @Test
    void otherProcessesTellNothing() throws IOException {
        process(7, "nutcracker", "-c /elsewhere/nutcracker.yml");
        process(8, "vi", "FILE");
        Files.createDirectory(root.resolve("proc/9"));
        assertThat(new ProxyUsers(root).of(file)).isEmpty();
    }

    @Test
    void theUserThatThePackageMakesComesSecond() throws IOException {
        user(CREATED_BY_THE_PACKAGE);
        Files.writeString(root.resolve("etc/group"), "redis:x:50:me,nutcracker\nother:x:51:me\nbroken\n");
        assertThat(new ProxyUsers(root).of(file)).contains(new ProxyUser("user nutcracker", 102, Set.of(105, 50)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root:x:0:0:root:/root:/bin/sh\n", "nutcracker\n", "nutcracker:x:many:105::/:\n"})
    void withoutEitherNobodyIsKnown(String passwd) throws IOException {
        user(passwd);
        assertThat(new ProxyUsers(root).of(file)).isEmpty();
    }

    @Test
    void aHostWithoutTheseFilesTellsNothing() {
        assertThat(new ProxyUsers(root.resolve("nothing")).of(file)).isEmpty();
    }

    private void user(String passwd) throws IOException {
        Files.writeString(root.resolve("etc/passwd"), passwd);
    }

    private void process(int pid, String name, String arguments) throws IOException {
        Path process = Files.createDirectory(root.resolve("proc/" + pid));
        String words = arguments
                .replace("FILE", file.toString())
                .replace("LINK", root.resolve("link.yml").toString());
        Files.writeString(process.resolve("comm"), name + "\n");
        Files.writeString(process.resolve("cmdline"), name + "\0" + words.replace(' ', '\0') + "\0");
        Files.createSymbolicLink(process.resolve("cwd"), root);
        Files.writeString(
                process.resolve("status"),
                "Name:\t" + name + "\nUid:\t1001\t1001\t1001\t1002\nGid:\t2001\t2001\t2001\t2002\nGroups:\t40 41 \n");
    }
}
