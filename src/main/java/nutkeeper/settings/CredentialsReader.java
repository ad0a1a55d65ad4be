package nutkeeper.settings;

import java.nio.file.Path;
import java.util.Optional;
import nutkeeper.settings.Credentials.PasswordSource;
import nutkeeper.settings.Parsed.Bad;

/** Reads who we are and where the password is; a password in the file itself is refused without being shown. */
final class CredentialsReader {
    private static final String EXAMPLE = "/etc/nutkeeper/password";

    private CredentialsReader() {}

    /** A section that holds credentials and nothing else. */
    static Credentials readAll(Section section) {
        Credentials credentials = read(section);
        section.finish();
        return credentials;
    }

    /** The credentials of a section that may hold more. */
    static Credentials read(Section section) {
        String username = section.orDefault("username", "", Grammar::text);
        Optional<Path> file = section.optional("password_file", CredentialsReader::passwordFile);
        Optional<String> variable = section.optional("password_env", text -> setVariable(section, text));
        section.refuse(
                "password",
                "would be a secret in this file",
                "write password_file, a file that only nutkeeper can read, or password_env");
        section.unavailable("tls", "remove it, and lead the connection through a TLS tunnel on this machine");
        if (section.has("password_file") && section.has("password_env")) {
            section.report("password_env", "is given beside password_file", "keep one of the two");
        } else if (!username.isEmpty() && !section.has("password_file") && !section.has("password_env")) {
            section.report("username", "has no password beside it", "write password_file or password_env");
        }
        return new Credentials(username, source(file, variable));
    }

    /** Whoever wrote the password itself here must not find it in the log, so the text is not shown. */
    private static Parsed<Path> passwordFile(String text) {
        return switch (Grammar.absolutePath(EXAMPLE).apply(text)) {
            case Parsed.Good<Path> good -> good;
            case Bad<Path>(String _, String right) -> new Bad<>("is not an absolute path", right);
        };
    }

    private static Parsed<String> setVariable(Section section, String name) {
        return switch (Grammar.variable(name)) {
            case Parsed.Good<String> good when section.pass().hasVariable(good.value()) -> good;
            case Parsed.Good<String> _ ->
                new Bad<>(
                        "names an environment variable that is not set, or empty", "set it where nutkeeper is started");
            case Bad<String> bad -> bad;
        };
    }

    private static PasswordSource source(Optional<Path> file, Optional<String> variable) {
        return file.<PasswordSource>map(PasswordSource.InFile::new)
                .or(() -> variable.map(PasswordSource.InEnvironment::new))
                .orElseGet(PasswordSource.None::new);
    }
}
