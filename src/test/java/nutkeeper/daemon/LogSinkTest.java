package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nutkeeper.settings.LogFormat;
import nutkeeper.settings.LogLevel;
import nutkeeper.settings.LogSettings;
import nutkeeper.status.Logfmt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogSinkTest {
    private static final Logger log = LoggerFactory.getLogger("Test");
    private static final String EVIL = "x\nlevel=error forged=\"yes\"\r\u2028\u0085\u001b[31m";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @AfterEach
    void quiet() {
        LogSink.quiet(System.err);
    }

    @Test
    void writesOneLineForEachRecord() throws IOException {
        open(LogLevel.INFO, LogFormat.LOGFMT);
        log.info("applied proxy={} why={}", "/etc/nutcracker.yml", Logfmt.quote("all is well"));
        log.warn("lost", new IOException("gone\nfor ever"));

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst())
                .matches("time=\\S+Z level=info logger=Test applied proxy=/etc/nutcracker.yml why=\"all is well\"");
        assertThat(lines().getLast()).contains("level=warn").contains("trace=\"java.io.IOException: gone\\nfor ever");
    }

    @Test
    void whatComesFromOutsideCanNeitherEndALineNorForgeAKey() throws IOException {
        open(LogLevel.INFO, LogFormat.LOGFMT);
        log.info("event payload={}", Logfmt.quote(EVIL));
        log.info("an unquoted {}", EVIL.replace("\u2028\u0085", ""));

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst())
                .endsWith("payload=\"x\\nlevel=error forged=\\\"yes\\\"\\r\\u2028\\u0085\\u001b[31m\"");
    }

    @Test
    void writesEveryRecordAsOneValidJsonObject() throws IOException {
        open(LogLevel.INFO, LogFormat.JSON);
        log.info("event payload={}", EVIL);
        log.error("lost", new IOException("gone"));

        assertThat(lines()).hasSize(2);
        assertThat(JSON.std.mapFrom(lines().getFirst()))
                .containsEntry("level", "info")
                .containsEntry("logger", "test")
                .containsEntry("message", "event payload=" + EVIL);
        assertThat(JSON.std.mapFrom(lines().getLast())).containsKeys("time", "trace");
    }

    @Test
    void atDebugLevelTheJdkDoesNotTalkIn() throws IOException {
        open(LogLevel.DEBUG, LogFormat.LOGFMT);
        LoggerFactory.getLogger("java.lang.ProcessBuilder").debug("started a process");
        LoggerFactory.getLogger("java.lang.ProcessBuilder").warn("something of weight");
        log.debug("ours");

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst()).endsWith("something of weight");
        assertThat(lines().getLast()).endsWith("ours");
    }

    @Test
    void writesNothingBelowItsLevel() throws IOException {
        open(LogLevel.WARN, LogFormat.LOGFMT);
        log.info("small talk");
        log.debug("smaller talk");
        log.warn("news");

        assertThat(lines()).singleElement().asString().endsWith("news");
    }

    @Test
    void writesToTheConfiguredFileAndNoLongerToTheFormerOne() throws IOException {
        open(LogLevel.INFO, LogFormat.LOGFMT);
        Path file = folder.resolve("nutkeeper.log");
        LogSink.open(
                new LogSettings(new LogSettings.Output.LogFile(file, 1_000, 1), LogLevel.DEBUG, LogFormat.LOGFMT),
                stream);
        log.debug("to the file");

        assertThat(lines()).isEmpty();
        assertThat(file).content().contains("level=debug logger=Test to the file");
    }

    @Test
    void staysQuietForCommandsThatAnswerOnTheirOwnOutput() {
        LogSink.quiet(stream);
        log.warn("lost a Sentinel");
        log.error("damaged file");

        assertThat(lines()).singleElement().asString().endsWith("damaged file");
    }

    private void open(LogLevel level, LogFormat format) throws IOException {
        LogSink.open(new LogSettings(new LogSettings.Output.StandardError(), level, format), stream);
    }

    /** Broken as a terminal or a log shipper would break them. */
    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
