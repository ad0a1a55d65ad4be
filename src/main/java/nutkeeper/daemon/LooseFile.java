package nutkeeper.daemon;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.proxy.ConfigFile;
import nutkeeper.proxy.Export;
import nutkeeper.proxy.Limits;
import nutkeeper.proxy.Rewrite;

/**
 * A nutcracker.yml that a person names, outside any settings: read as the daemon reads its own, and written with the same
 * care. No Sentinel is asked and nothing is restarted.
 */
public sealed interface LooseFile {
    /** What messages call it. */
    String name();

    /** Reads it now. */
    Reading read();

    /** Writes a text made from it to another file, whole or not at all; a sentence where that failed. */
    Optional<String> export(String text, Path to);

    /** What reading gave. */
    sealed interface Reading {
        /** The file as it stands. */
        record Understood(NutcrackerConfig config) implements Reading {}

        /** It cannot be read, or in it a server could go unseen; {@code why} names the file, and the place where there is one. */
        record Refused(String why) implements Reading {}
    }

    /** A file of the disk. */
    record OnDisk(Path path) implements LooseFile {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public Reading read() {
            return understood(name(), new ConfigFile(path).read());
        }

        @Override
        public Optional<String> export(String text, Path to) {
            return new Export(to).run(text, path);
        }

        /**
         * Makes the file say {@code after}, once the {@code nutcracker} of that name or path accepts it: in one rename, with
         * access and symlinks kept, refused while a daemon keeps the file or if it changed since {@code before} was read. The
         * answer is the reason why the file stayed as it was, if it did.
         */
        public Optional<String> replace(NutcrackerConfig before, String after, String nutcracker)
                throws InterruptedException {
            return switch (new Rewrite(path, nutcracker, Limits.standard()).run(before.text(), after)) {
                case Rewrite.Result.Written() -> Optional.empty();
                case Rewrite.Result.Refused(String why) -> Optional.of(why);
            };
        }
    }

    /** Standard input, which can be read once. */
    record Piped(InputStream in) implements LooseFile {
        @Override
        public String name() {
            return "standard input";
        }

        @Override
        public Reading read() {
            return understood(name(), ConfigFile.read(name(), in));
        }

        @Override
        public Optional<String> export(String text, Path to) {
            return new Export(to).run(text);
        }
    }

    private static Reading understood(String name, ConfigFile.Reading reading) {
        return switch (reading) {
            case ConfigFile.Reading.Unreadable(String why) -> new Reading.Refused(why);
            case ConfigFile.Reading.Text(String text) ->
                switch (ConfigParser.parse(text)) {
                    case Malformed malformed -> new Reading.Refused(name + ": " + malformed);
                    case NutcrackerConfig config -> new Reading.Understood(config);
                };
        };
    }
}
