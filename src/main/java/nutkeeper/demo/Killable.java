package nutkeeper.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A real process of a world, which can be ended, frozen and thawed. What has no process just now is dead, and stays so. */
public interface Killable {
    /** How long a process may take to obey; SIGTERM is then followed by SIGKILL, everything else is trouble. */
    Duration OBEY = Duration.ofSeconds(5);

    /** The process as it runs now, if it does. */
    Optional<ProcessHandle> process();

    /** Where it writes its log. */
    Path log();

    /** Whether it runs, be it frozen; a zombie does not. */
    default boolean isAlive() {
        return process().filter(Signal::reaches).isPresent();
    }

    /** Its process id, or -1 when it does not run. */
    default long pid() {
        return process().map(ProcessHandle::pid).orElse(-1L);
    }

    /** SIGKILL: a crash. Returns when the process is gone. */
    default void kill() {
        process().ifPresent(process -> {
            Signal.KILL.send(process);
            Eventually.until("process " + process.pid() + " is gone", OBEY, () -> !Signal.reaches(process));
        });
    }

    /** SIGSTOP: it keeps its sockets and answers nothing. */
    default void hang() {
        process().ifPresent(Signal.STOP::send);
    }

    /** SIGCONT: the end of {@link #hang}. */
    default void resume() {
        process().ifPresent(Signal.CONT::send);
    }

    /** SIGTERM, and SIGKILL when that does not help. Returns when the process is gone. */
    default void stop() {
        process().ifPresent(process -> {
            Signal.TERM.send(process);
            if (!Eventually.within(OBEY, () -> !Signal.reaches(process))) {
                kill();
            }
        });
    }
}
