package nutkeeper.demo;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that a world has started as its own children; closing ends the youngest first. */
final class Processes implements Closeable {
    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private boolean closed;

    Processes(Path folder) {
        this.folder = folder;
    }

    /** Starts a program in the world's folder, its output appended to {@code output}. */
    synchronized Process start(Path output, List<String> command) {
        if (closed) {
            throw new WorldTrouble("cannot start " + command.getFirst() + ": its world has ended");
        }
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            started.add(process);
            return process;
        } catch (IOException cannotRun) {
            throw new WorldTrouble("cannot start " + command.getFirst(), cannotRun);
        }
    }

    /** Kills every child that still runs, and returns when all are gone. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Process process : started.reversed()) {
            process.destroyForcibly();
        }
        for (Process process : started.reversed()) {
            Eventually.until("process " + process.pid() + " is gone", Killable.OBEY, () -> !process.isAlive());
        }
        started.clear();
    }
}
