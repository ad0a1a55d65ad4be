package nutkeeper.settings;

import java.util.List;

/** What restarts twemproxy, as the words of one process: the program and its arguments, at least the program. */
public record RestartCommand(List<String> argv) {
    public RestartCommand {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.getFirst().isBlank()) {
            throw new IllegalArgumentException("a restart command names no program");
        }
    }

    /** A line for {@code /bin/sh -c}, with all that a shell understands. */
    public static RestartCommand shell(String line) {
        return new RestartCommand(List.of("/bin/sh", "-c", line));
    }

    /** The words, parted by blanks. */
    @Override
    public String toString() {
        return String.join(" ", argv);
    }
}
