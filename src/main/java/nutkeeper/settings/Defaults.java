package nutkeeper.settings;

import java.nio.file.Path;
import java.time.Duration;
import nutkeeper.settings.LogSettings.Output;

/** The value of every setting that was not written. The shipped nutkeeper.yml shows the same values, and a test holds it to that. */
public final class Defaults {
    /** The port of a Sentinel that is given without one, as in sentinel.c (REDIS_SENTINEL_PORT). */
    public static final int SENTINEL_PORT = 26_379;

    public static final SentinelCount EXPECTED = new SentinelCount.Auto();
    public static final Duration RESTART_TIMEOUT = Duration.ofSeconds(10);
    public static final String SWITCH = "restart";
    public static final String PROVE = "listening";
    public static final InPlace IN_PLACE = InPlace.REFUSE;
    public static final String NUTCRACKER = "nutcracker";
    public static final Output LOG_OUTPUT = new Output.StandardError();
    public static final LogLevel LOG_LEVEL = LogLevel.INFO;
    public static final LogFormat LOG_FORMAT = LogFormat.LOGFMT;

    /** 10MB, in bytes. */
    public static final long LOG_MAX_SIZE = 10L << 20;

    public static final int LOG_KEEP = 5;
    public static final CommitOn COMMIT_ON = CommitOn.LEADER;
    public static final boolean REQUIRE_ROLE = false;
    public static final Mode MODE = Mode.ENFORCE;
    public static final Path STATE_DIR = Path.of("/var/lib/nutkeeper");

    private Defaults() {}
}
