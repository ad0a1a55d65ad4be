package nutkeeper.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signals that a world sends, always to one process by its id. */
enum Signal {
    TERM,
    KILL,
    STOP,
    CONT;

    /** Sends this signal; a process that is gone already is no trouble. */
    void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case STOP, CONT -> sendByShell(process.pid());
        }
    }

    /** Whether the process runs; one that has ended and awaits its parent, as in a container without an init, does not. */
    static boolean reaches(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private void sendByShell(long pid) {
        try {
            // the shell's own kill: a machine without procps has no other
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + name() + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException cannotRun) {
            throw new WorldTrouble("cannot send SIG" + name() + " to process " + pid, cannotRun);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorldTrouble("interrupted while sending SIG" + name(), interrupted);
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException gone) {
            return true;
        }
    }
}
