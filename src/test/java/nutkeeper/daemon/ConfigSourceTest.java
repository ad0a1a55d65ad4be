package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Parsing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {
    private static final String OLD = text("127.0.0.1:6391");
    private static final String NEW = text("127.0.0.1:6392");

    @TempDir
    Path folder;

    private Path file;
    private ConfigSource source;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void readFirstText() throws IOException {
        file = Files.writeString(folder.resolve("nutcracker.yml"), OLD);
        source = new ConfigSource(file, () -> now);
        assertThat(text(source.read())).isEqualTo(OLD);
    }

    @Test
    void takesANewTextWhenItHasStayedTheSame() throws IOException {
        Files.writeString(file, NEW);

        assertThat(text(source.read())).isEqualTo(OLD);
        pass(ConfigSource.SETTLE);
        assertThat(text(source.read())).isEqualTo(NEW);
    }

    @Test
    void neverTakesTheHalfOfATextThatIsStillWritten() throws IOException {
        Files.writeString(file, NEW.substring(0, NEW.length() / 2));
        assertThat(text(source.read())).isEqualTo(OLD);
        pass(ConfigSource.SETTLE.minusMillis(1));
        Files.writeString(file, NEW);
        assertThat(text(source.read())).isEqualTo(OLD);
        pass(ConfigSource.SETTLE.minusMillis(1));
        assertThat(text(source.read())).isEqualTo(OLD);

        pass(Duration.ofMillis(1));
        assertThat(text(source.read())).isEqualTo(NEW);
    }

    @Test
    void doesNotWaitForeverForAWriterThatNeverRests() throws IOException {
        int writes = 0;
        Duration pause = ConfigSource.SETTLE.dividedBy(2);
        Files.writeString(file, NEW);
        while (text(source.read()).equals(OLD)) {
            pass(pause);
            writes++;
            Files.writeString(file, NEW + "# " + writes + "\n");
        }

        assertThat(pause.multipliedBy(writes)).isEqualTo(ConfigSource.PATIENCE);
    }

    @Test
    void takesAtOnceWhatWeWroteOurselves() throws IOException {
        Files.writeString(file, NEW);

        assertThat(text(source.readOwn())).isEqualTo(NEW);
        assertThat(text(source.read())).isEqualTo(NEW);
    }

    @Test
    void saysThatTheFileIsMissingUntilItIsBackAsAWhole() throws IOException {
        Files.delete(file);
        assertThat(source.read()).isInstanceOf(Malformed.class).asString().contains("no such file");

        Files.writeString(file, NEW);
        assertThat(source.read()).isInstanceOf(Malformed.class);
        pass(ConfigSource.SETTLE);
        assertThat(text(source.read())).isEqualTo(NEW);
    }

    @Test
    void takesNoHalfOfAFileThatWasMissingAtFirst() throws IOException {
        Path late = folder.resolve("late.yml");
        ConfigSource ofLate = new ConfigSource(late, () -> now);
        assertThat(ofLate.read()).isInstanceOf(Malformed.class);

        Files.writeString(late, NEW);
        assertThat(ofLate.read()).isInstanceOf(Malformed.class);
        pass(ConfigSource.SETTLE);
        assertThat(text(ofLate.read())).isEqualTo(NEW);
    }

    @Test
    void knowsTheOldTextAgainWhenItComesBack() throws IOException {
        Files.delete(file);
        assertThat(source.read()).isInstanceOf(Malformed.class);

        Files.writeString(file, OLD);
        assertThat(text(source.read())).isEqualTo(OLD);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static String text(Parsing parsing) {
        return parsing instanceof NutcrackerConfig config ? config.text() : parsing.toString();
    }

    private static String text(String address) {
        return "alpha:\n  listen: 127.0.0.1:22121\n  redis: true\n  servers:\n   - " + address + ":1 s1\n";
    }
}
