package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nutkeeper.settings.Credentials;
import nutkeeper.settings.Credentials.PasswordSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    @TempDir
    private Path folder;

    private final Passwords passwords = new Passwords(Map.of("REDIS_PASSWORD", "from-the-environment"));

    @Test
    void thereIsNoneWhereNoneIsConfigured() {
        assertThat(of(new PasswordSource.None()).get()).isEmpty();
    }

    @Test
    void isTheFirstLineOfItsFileReadAnewEachTime() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "old\n# a note\n");
        Supplier<Optional<String>> password = of(new PasswordSource.InFile(file));
        assertThat(password.get()).contains("old");
        Files.writeString(file, "new\r\n");

        assertThat(password.get()).contains("new");
    }

    @Test
    void isTheValueOfItsVariable() {
        assertThat(of(new PasswordSource.InEnvironment("REDIS_PASSWORD")).get()).contains("from-the-environment");
    }

    @Test
    void aMissingOneIsSaidAndDoesWithout() {
        try (Overheard log = new Overheard("passwords")) {
            Path missing = folder.resolve("none");
            assertThat(of(new PasswordSource.InFile(missing)).get()).isEmpty();
            assertThat(of(new PasswordSource.InEnvironment("NO_SUCH")).get()).isEmpty();

            assertThat(log.lines())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("WARNING cannot read password_file=" + missing))
                    .anyMatch(line -> line.startsWith("WARNING no password variable=NO_SUCH"));
        }
    }

    @Test
    void aFileThatIsNoTextIsSaidWithoutItsContent() throws IOException {
        Path file = Files.write(folder.resolve("password"), new byte[] {'s', 'e', (byte) 0xff, (byte) 0xc0, '\n'});
        try (Overheard log = new Overheard("passwords")) {
            assertThat(of(new PasswordSource.InFile(file)).get()).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("cannot read password_file=" + file);
        }
    }

    private Supplier<Optional<String>> of(PasswordSource source) {
        return passwords.of(new Credentials("", source));
    }
}
