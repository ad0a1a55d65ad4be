package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of ten bytes go to a file that may hold thirty. */
class RotatingHandlerTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("deep/er/nutkeeper.log");
    }

    @Test
    void writesToExactlyTheNamedFileInAFolderThatItMakes() throws IOException {
        handler(2).publish(line(1));

        assertThat(file).hasContent("line 0001");
        assertThat(names()).containsExactly("nutkeeper.log");
    }

    @Test
    void appendsToWhatAFormerLifeWrote() throws IOException {
        handler(2).publish(line(1));
        handler(2).publish(line(2));

        assertThat(file).hasContent("line 0001\nline 0002");
    }

    @Test
    void keepsSoManyRenamedFilesAndNoMore() throws IOException {
        RotatingHandler handler = handler(2);
        for (int i = 1; i <= 13; i++) {
            handler.publish(line(i));
        }

        assertThat(names()).containsExactly("nutkeeper.log", "nutkeeper.log.1", "nutkeeper.log.2");
        assertThat(file).hasContent("line 0013");
        assertThat(folder.resolve("deep/er/nutkeeper.log.1")).hasContent("line 0010\nline 0011\nline 0012");
        assertThat(folder.resolve("deep/er/nutkeeper.log.2")).hasContent("line 0007\nline 0008\nline 0009");
    }

    @Test
    void keepsNoneWhereNoneIsWanted() throws IOException {
        RotatingHandler handler = handler(0);
        for (int i = 1; i <= 7; i++) {
            handler.publish(line(i));
        }

        assertThat(names()).containsExactly("nutkeeper.log");
        assertThat(file).hasContent("line 0007");
    }

    @Test
    void neverOutgrowsItsSizeNotEvenWithWhatAFormerLifeWrote() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "an old life's last words\n");
        handler(2).publish(line(1));

        assertThat(file).hasContent("line 0001");
    }

    @Test
    void writesALineThatIsTooLongForAnyFileAllTheSame() throws IOException {
        RotatingHandler handler = handler(1);
        handler.publish(new LogRecord(Level.INFO, "x".repeat(100)));

        assertThat(file).hasContent("x".repeat(100));
        assertThat(names()).containsExactly("nutkeeper.log");
    }

    @Test
    void beginsAnewWhenLogrotateMovesTheFileAway() throws IOException {
        RotatingHandler handler = handler(2);
        handler.publish(line(1));
        Files.move(file, file.resolveSibling("nutkeeper.log-20260101"));
        handler.publish(line(2));

        assertThat(file).hasContent("line 0002");
        assertThat(file.resolveSibling("nutkeeper.log-20260101")).hasContent("line 0001");
    }

    @Test
    void beginsAnewWhenLogrotateMovesTheFileAwayAndMakesAnother() throws IOException {
        RotatingHandler handler = handler(2);
        handler.publish(line(1));
        Files.move(file, file.resolveSibling("nutkeeper.log-20260101"));
        Files.createFile(file);
        handler.publish(line(2));

        assertThat(file).hasContent("line 0002");
        assertThat(file.resolveSibling("nutkeeper.log-20260101")).hasContent("line 0001");
    }

    @Test
    void doesNotRotateEarlierBecauseTheFileWasOnceLonger() throws IOException {
        RotatingHandler handler = handler(2);
        handler.publish(line(1));
        handler.publish(line(2));
        handler.publish(line(3));
        Files.writeString(file, "");
        handler.publish(line(4));

        assertThat(file).hasContent("line 0004");
        assertThat(names()).containsExactly("nutkeeper.log");
    }

    @Test
    void goesOnWhenItsFolderComesBack() throws IOException {
        RotatingHandler handler = handler(2);
        handler.setErrorManager(new Unmoved());
        handler.publish(line(1));
        Path moved = folder.resolve("moved");
        Files.move(file.getParent(), moved);
        handler.publish(line(0));
        Files.move(moved, file.getParent());
        handler.publish(line(2));

        assertThat(file).hasContent("line 0001\nline 0002");
    }

    /** A lost line is the point of its test. */
    private static final class Unmoved extends ErrorManager {
        @Override
        public synchronized void error(String message, Exception lost, int code) {
            // nothing is to be told
        }
    }

    private RotatingHandler handler(int keep) throws IOException {
        RotatingHandler handler = new RotatingHandler(file, 30, keep);
        handler.setFormatter(new Formatter() {
            @Override
            public String format(LogRecord record) {
                return record.getMessage() + "\n";
            }
        });
        return handler;
    }

    private static LogRecord line(int number) {
        return new LogRecord(Level.INFO, String.format("line %04d", number));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
