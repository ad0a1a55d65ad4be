package nutkeeper.settings;

/** From the fewest lines to the most. */
public enum LogLevel {
    /** Someone must act. */
    ERROR,
    /** Degraded but safe. */
    WARN,
    /** Each change and each transition. */
    INFO,
    /** Whatever helps to find a fault in nutkeeper. */
    DEBUG
}
