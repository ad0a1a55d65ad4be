package nutkeeper.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One twemproxy as the settings name it: its file (a symlink is followed and kept), the command that restarts it and how long
 * that may take, the nutcracker binary that tests a file (a name to look up, or a path), and the folder for marks and backups.
 * A restart command given as one string of shell arrives here as {@code ["/bin/sh", "-c", text]}.
 *
 * @param inPlace whether the file may be written over where nothing can be renamed to it
 */
public record Target(
        Path configFile,
        List<String> restartCommand,
        Duration restartTimeout,
        String nutcracker,
        Path stateDir,
        boolean inPlace) {
    /** @throws IllegalArgumentException if the restart command is empty or its timeout is not positive */
    public Target {
        configFile = configFile.toAbsolutePath().normalize();
        stateDir = stateDir.toAbsolutePath().normalize();
        restartCommand = List.copyOf(restartCommand);
        if (restartCommand.isEmpty()) {
            throw new IllegalArgumentException("the restart command of " + configFile + " is empty");
        }
        if (!restartTimeout.isPositive()) {
            throw new IllegalArgumentException("the restart timeout of " + configFile + " is not positive");
        }
    }

    /** One whose file is only ever replaced by a rename. */
    public Target(
            Path configFile, List<String> restartCommand, Duration restartTimeout, String nutcracker, Path stateDir) {
        this(configFile, restartCommand, restartTimeout, nutcracker, stateDir, false);
    }

    /** What the files kept in the state folder for this proxy are named after: 16 hexadecimal digits, fixed by the path. */
    String key() {
        return Fingerprint.of(configFile.toString()).substring(0, 16);
    }
}
