package nutkeeper.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** nutkeeper itself as a child process of a world: {@code nutkeeper run --config FILE}. */
public final class Agent implements Killable {
    private final Path launcher;
    private final Path settings;
    private final Path folder;
    private final Processes processes;

    Agent(Path launcher, Path settings, Path folder, Processes processes) {
        this.launcher = launcher;
        this.settings = settings;
        this.folder = folder;
        this.processes = processes;
    }

    /** Starts it; returns at once. What it prints is appended to {@link #output}. */
    public void start() {
        processes.start(
                output(), List.of(launcher.toAbsolutePath().toString(), "run", "--config", settings.toString()));
    }

    @Override
    public Optional<ProcessHandle> process() {
        return processes.latest(output());
    }

    /** The log file that the world's nutkeeper.yml names. */
    @Override
    public Path log() {
        return folder.resolve("nutkeeper.log");
    }

    /** Standard output and standard error, which say why it did not start. */
    public Path output() {
        return folder.resolve("nutkeeper.out");
    }

    /** The log as it is now, empty before the first line. */
    public String logText() {
        return WorldFiles.read(log());
    }

    /** Returns the first line of the log that contains the text, once there is one. */
    public String awaitLog(String text, Duration deadline) {
        Eventually.until(
                "nutkeeper logs '" + text + "' (see " + log() + ")",
                deadline,
                () -> lineWith(text).isPresent());
        return lineWith(text).orElseThrow();
    }

    private Optional<String> lineWith(String text) {
        return logText().lines().filter(line -> line.contains(text)).findFirst();
    }
}
