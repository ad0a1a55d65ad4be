package nutkeeper.proxy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * The way out of a rollout's script from the middle of a step. It never leaves the room: {@link Rollout} turns it into the
 * outcome that fits the step, once. The message is the reason as a person reads it.
 */
sealed class StepFailed extends Exception permits TornFile {
    StepFailed(String why) {
        super(why);
    }

    StepFailed(String why, Throwable cause) {
        super(why, cause);
    }

    String why() {
        return Objects.requireNonNullElse(getMessage(), "unknown");
    }

    /** An I/O error as a sentence; some of Java's file exceptions carry nothing but a path. */
    static String sentence(IOException trouble) {
        String message = Objects.requireNonNullElse(
                trouble.getMessage(), trouble.getClass().getSimpleName());
        return switch (trouble) {
            case NoSuchFileException _ -> message + ": no such file or directory";
            case AccessDeniedException _ -> message + ": permission denied";
            case FileAlreadyExistsException _ -> message + ": exists already";
            default -> message;
        };
    }
}
