package nutkeeper.daemon;

import java.util.logging.LogManager;

/**
 * A log manager that leaves the handlers open when the JVM ends. The usual one closes them in a shutdown hook that runs beside
 * ours, so the last lines, which tell how the daemon stopped, would be lost; our handlers keep nothing back that closing
 * would have to write.
 */
public final class PatientLogManager extends LogManager {
    /** Made by java.util.logging, by its name in the system property {@code java.util.logging.manager}. */
    public PatientLogManager() {}

    @Override
    public void reset() {
        // the handlers stay
    }
}
