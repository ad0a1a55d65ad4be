package nutkeeper.settings;

import java.nio.file.Path;

/** Where the log goes, how much of it, and in which form. */
public record LogSettings(Output output, LogLevel level, LogFormat format) {
    /** Where the log goes. */
    public sealed interface Output {
        /** Standard error, where a service manager or a container picks it up. */
        record StandardError() implements Output {}

        /**
         * A file that is renamed and begun anew before it outgrows {@code maxBytes}.
         *
         * @param file an absolute path
         * @param keep how many renamed files stay; 0 keeps none
         */
        record LogFile(Path file, long maxBytes, int keep) implements Output {}
    }
}
