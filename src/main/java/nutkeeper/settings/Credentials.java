package nutkeeper.settings;

import java.nio.file.Path;

/**
 * Who we are to a Redis or a Sentinel, and where the password is found. The password itself is never here, so it can be in
 * no log, message or copy of the settings. An empty username is the default user.
 */
public record Credentials(String username, PasswordSource password) {
    /** Where a password is found. */
    public sealed interface PasswordSource {
        /** There is none. */
        record None() implements PasswordSource {}

        /** The first line of a file; the path is absolute. */
        record InFile(Path file) implements PasswordSource {}

        /** The value of an environment variable of nutkeeper itself. */
        record InEnvironment(String variable) implements PasswordSource {}
    }
}
