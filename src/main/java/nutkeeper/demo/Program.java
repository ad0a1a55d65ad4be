package nutkeeper.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that a world is made of, and the Debian package that brings each. */
enum Program {
    REDIS_SERVER("redis-server", "redis-server"),
    REDIS_SENTINEL("redis-sentinel", "redis-sentinel"),
    NUTCRACKER("nutcracker", "nutcracker"),
    SETSID("setsid", "util-linux");

    /** Debian keeps nutcracker in /usr/sbin, which is not on everybody's PATH. */
    private static final String SYSTEM_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    private final String executable;
    private final String debianPackage;

    Program(String executable, String debianPackage) {
        this.executable = executable;
        this.debianPackage = debianPackage;
    }

    /** Where the program is installed. */
    Path path() {
        return path(Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + SYSTEM_FOLDERS);
    }

    /** Where the program is in these folders, which are written as in PATH. */
    Path path(String folders) {
        return Stream.of(folders.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, executable))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new WorldTrouble(
                        executable + " is not installed; on Debian: apt-get install " + debianPackage));
    }
}
