package nutkeeper.settings;

/** The form of one log line. */
public enum LogFormat {
    /** {@code key=value} pairs for people and grep. */
    LOGFMT,
    /** One JSON object a line, for collectors. */
    JSON
}
