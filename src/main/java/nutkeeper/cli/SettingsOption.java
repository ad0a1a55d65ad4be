package nutkeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nutkeeper.settings.Reading;
import nutkeeper.settings.Settings;
import nutkeeper.settings.SettingsReader;
import picocli.CommandLine.Option;

/** Where a command finds its settings: the file, then the environment over it, then {@code --set} over both. */
final class SettingsOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "/etc/nutkeeper/nutkeeper.yml",
            description = "nutkeeper's own settings (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("/etc/nutkeeper/nutkeeper.yml");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "A setting that wins over the file and over NUTKEEPER_ variables,",
                "such as log.level=debug or mode=observe. Can be given several times."
            })
    private Map<String, String> flags = new LinkedHashMap<>();

    /** The settings, or nothing after every problem was printed, one a line. */
    Optional<Settings> read(PrintWriter err) {
        String text;
        try {
            text = Files.readString(config);
        } catch (NoSuchFileException missing) {
            err.println(config + ": there is no such file; name it with --config, or start from the sample that "
                    + "'nutkeeper sample' prints");
            return Optional.empty();
        } catch (IOException unreadable) {
            err.println(config + ": cannot be read (" + reason(unreadable) + ")");
            return Optional.empty();
        }
        return switch (SettingsReader.read(config.toString(), text, environment(), flags)) {
            case Reading.Valid valid -> Optional.of(valid.settings());
            case Reading.Problems problems -> {
                problems.problems().forEach(problem -> err.println(problem));
                err.println(
                        problems.problems().size() == 1
                                ? "1 problem in the settings; nothing was started"
                                : problems.problems().size() + " problems in the settings; nothing was started");
                yield Optional.empty();
            }
        };
    }

    private static String reason(IOException unreadable) {
        return switch (unreadable) {
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException notUtf8 -> "it is not UTF-8";
            default -> String.valueOf(unreadable.getMessage()).toLowerCase(Locale.ROOT);
        };
    }

    /** The environment without what only the launcher, and commands that nutkeeper started, have in it. */
    static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("NUTKEEPER_JAVA"));
        return environment;
    }
}
