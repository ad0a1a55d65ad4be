package nutkeeper.demo;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The processes that a world has started as its own children, each known by the file that takes its output, at most one for
 * each file. Closing ends the youngest first.
 */
final class Processes implements Closeable {
    private final Path folder;
    private final LinkedHashMap<Path, Process> started = new LinkedHashMap<>();
    private boolean closed;

    Processes(Path folder) {
        this.folder = folder;
    }

    /** Starts a program in the world's folder, its output appended to {@code output}. */
    synchronized Process start(Path output, List<String> command) {
        if (closed) {
            throw new WorldTrouble("cannot start " + command.getFirst() + ": its world has ended");
        }
        if (latest(output).filter(Signal::reaches).isPresent()) {
            throw new WorldTrouble("cannot start " + command.getFirst() + ": it runs already, and writes to " + output);
        }
        try {
            Process process = builder(output, command).start();
            started.putLast(output, process);
            return process;
        } catch (IOException cannotRun) {
            throw new WorldTrouble("cannot start " + command.getFirst(), cannotRun);
        }
    }

    /** The process that was started last with this output, if one was. */
    synchronized Optional<ProcessHandle> latest(Path output) {
        return Optional.ofNullable(started.get(output)).map(Process::toHandle);
    }

    /** Kills every child that still runs, and returns when all are gone. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Process> youngestFirst = List.copyOf(started.sequencedValues().reversed());
        youngestFirst.forEach(Process::destroyForcibly);
        for (Process process : youngestFirst) {
            Eventually.until("process " + process.pid() + " is gone", Killable.OBEY, () -> !process.isAlive());
        }
    }

    private ProcessBuilder builder(Path output, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // settings of a real installation have no business here; options of the JVM may have
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("NUTKEEPER_") && !name.equals("NUTKEEPER_JAVA_OPTS"));
        return builder;
    }
}
