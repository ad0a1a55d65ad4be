package nutkeeper.daemon;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import nutkeeper.settings.LogFormat;
import nutkeeper.settings.LogLevel;
import nutkeeper.settings.LogSettings;
import nutkeeper.status.Logfmt;

/** Sets java.util.logging, on which slf4j writes here, to one handler: the configured file, or standard error. */
public final class LogSink {
    private LogSink() {}

    /** From now on everything is logged as the settings say. */
    public static void open(LogSettings settings, PrintStream standardError) throws IOException {
        Handler handler = switch (settings.output()) {
            case LogSettings.Output.LogFile file -> new RotatingHandler(file.file(), file.maxBytes(), file.keep());
            case LogSettings.Output.StandardError any -> new StreamHandler(standardError);
        };
        install(handler, settings.format(), julLevel(settings.level()));
    }

    /** For commands that answer on their own output: only errors, to standard error. */
    public static void quiet(PrintStream standardError) {
        install(new StreamHandler(standardError), LogFormat.LOGFMT, Level.SEVERE);
    }

    private static void install(Handler handler, LogFormat format, Level level) {
        handler.setFormatter(format == LogFormat.JSON ? new JsonLines() : new LogfmtLines());
        handler.setLevel(Level.ALL);
        handler.setFilter(record -> isOurs(record) || record.getLevel().intValue() >= Level.INFO.intValue());
        Logger root = Logger.getLogger("");
        for (Handler former : root.getHandlers()) {
            root.removeHandler(former);
            former.close();
        }
        root.addHandler(handler);
        root.setLevel(level);
    }

    /** At debug level the JDK tells of every process that it starts, with a stack trace. */
    private static boolean isOurs(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        return !logger.startsWith("java.") && !logger.startsWith("jdk.") && !logger.startsWith("sun.");
    }

    private static Level julLevel(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
    }

    private static String word(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue()
                ? "error"
                : value >= Level.WARNING.intValue() ? "warn" : value >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String time(LogRecord record) {
        return record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Values are quoted where they are logged; this holds for what other libraries log. */
    private static String oneLine(String message) {
        return message.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** {@code time=... level=... logger=... what key=value ...}, one line each, also with a stack trace. */
    private static final class LogfmtLines extends Formatter {
        @Override
        public String format(LogRecord record) {
            String thrown = record.getThrown() == null ? "" : " trace=" + Logfmt.quote(trace(record.getThrown()));
            return "time=" + time(record) + " level=" + word(record.getLevel()) + " logger=" + record.getLoggerName()
                    + " " + oneLine(formatMessage(record)) + thrown + "\n";
        }
    }

    /** The same as one JSON object a line. */
    private static final class JsonLines extends Formatter {
        @Override
        public String format(LogRecord record) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", time(record));
            line.put("level", word(record.getLevel()));
            line.put("logger", String.valueOf(record.getLoggerName()).toLowerCase(Locale.ROOT));
            line.put("message", formatMessage(record));
            if (record.getThrown() != null) {
                line.put("trace", trace(record.getThrown()));
            }
            try {
                return JSON.std.asString(line) + "\n";
            } catch (IOException impossible) {
                return "{\"time\":\"" + Instant.now() + "\",\"level\":\"error\",\"message\":\"unprintable\"}\n";
            }
        }
    }

    /** Writes to a stream that is not ours to close. */
    private static final class StreamHandler extends Handler {
        private final PrintStream stream;

        StreamHandler(PrintStream stream) {
            this.stream = stream;
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
                stream.write(line, 0, line.length);
                stream.flush();
            }
        }

        @Override
        public void flush() {
            stream.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
