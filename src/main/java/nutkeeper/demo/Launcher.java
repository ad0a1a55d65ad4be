package nutkeeper.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the program {@code bin/nutkeeper} is that belongs to the running code. */
public final class Launcher {
    /** The system property by which the launcher tells its own path. */
    static final String PROPERTY = "nutkeeper.launcher";

    private Launcher() {}

    /** The path in the system property {@code nutkeeper.launcher}, else {@code bin/nutkeeper} beside the folder of the build. */
    public static Path find() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(Launcher::besideBuild)
                .filter(Files::isExecutable)
                .orElseThrow(() -> new WorldTrouble(
                        "cannot find the program bin/nutkeeper; set -D" + PROPERTY + "=FILE to its path"));
    }

    /** The code is in target/nutkeeper.jar or in target/classes. */
    private static Optional<Path> besideBuild() {
        Path code = codeSource();
        return Stream.iterate(code, folder -> folder.getParent() != null, Path::getParent)
                .limit(3)
                .map(folder -> folder.resolveSibling("bin").resolve("nutkeeper"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path codeSource() {
        try {
            return Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException notAFile) {
            throw new WorldTrouble("cannot tell where nutkeeper's own code is", notAFile);
        }
    }
}
