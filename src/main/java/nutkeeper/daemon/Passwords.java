package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nutkeeper.settings.Credentials;
import nutkeeper.settings.Credentials.PasswordSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches passwords where the settings say they are, anew for each connection, and keeps none. */
final class Passwords {
    private static final Logger log = LoggerFactory.getLogger("passwords");

    private final Map<String, String> environment;

    Passwords(Map<String, String> environment) {
        this.environment = environment;
    }

    Supplier<Optional<String>> of(Credentials credentials) {
        return () -> fetch(credentials.password());
    }

    private Optional<String> fetch(PasswordSource source) {
        return switch (source) {
            case PasswordSource.None none -> Optional.empty();
            case PasswordSource.InFile inFile -> firstLine(inFile.file());
            case PasswordSource.InEnvironment inEnvironment -> {
                Optional<String> value = Optional.ofNullable(environment.get(inEnvironment.variable()));
                if (value.isEmpty()) {
                    log.warn("no password variable={} next={}", inEnvironment.variable(), quote("connecting without"));
                }
                yield value;
            }
        };
    }

    private static Optional<String> firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            String why = unreadable.getClass().getSimpleName();
            log.warn("cannot read password_file={} why={} next={}", file, why, quote("connecting without a password"));
            return Optional.empty();
        }
    }
}
