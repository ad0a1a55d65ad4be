package nutkeeper.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell would, and also where Debian keeps daemons, which a user's PATH often leaves out. */
record Executables(String searchPath) {
    private static final List<String> DAEMON_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin");

    static Executables ofThisProcess() {
        return new Executables(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    /** The program of that name or path, if it is a file that we may execute. */
    Optional<Path> find(String program) {
        Stream<Path> candidates = program.contains("/")
                ? Stream.of(Path.of(program))
                : Stream.concat(Stream.of(searchPath.split(":")), DAEMON_FOLDERS.stream())
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, program));
        return candidates
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
