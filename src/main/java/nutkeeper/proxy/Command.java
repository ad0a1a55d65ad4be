package nutkeeper.proxy;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One foreign command: in a session of its own (setsid(1), so that a signal to us does not reach it and its whole group can
 * be ended), nothing on standard input, a time limit, and an environment of harmless variables plus {@code facts} only,
 * since ours may hold passwords. The group is signalled only while the command itself runs: what it leaves behind on purpose,
 * such as a daemonised nutcracker, is not ours to end.
 */
record Command(List<String> argv, Map<String, String> facts, Duration timeout, Duration killGrace) {
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "TZ",
            "TMPDIR",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS");

    /** How a command ended. */
    sealed interface Ended {
        /** It ended by itself; a status above 128 is a signal, as shells count. */
        record Exited(int status, OutputTail output) implements Ended {}

        /** It ran out of time and its group was ended. */
        record TimedOut(Duration limit, OutputTail output) implements Ended {}

        /** It could not be started at all. */
        record NotStarted(String why) implements Ended {}
    }

    Command {
        argv = List.copyOf(argv);
        facts = Map.copyOf(facts);
    }

    /** Runs it; an interrupt leaves it running, since half a restart is worse than a late one. */
    Ended run() throws InterruptedException {
        List<Process> pipeline;
        try {
            pipeline = ProcessBuilder.startPipeline(List.of(command(), keptPipe()));
        } catch (IOException trouble) {
            return new Ended.NotStarted(StepFailed.sentence(trouble));
        }
        Process process = pipeline.getFirst();
        OutputTail output = new OutputTail(pipeline.getLast().getInputStream()).start();
        if (process.waitFor(timeout)) {
            return new Ended.Exited(process.exitValue(), output);
        }
        endGroup(process);
        return new Ended.TimedOut(timeout, output);
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("setsid"), argv.stream()).toList())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !INHERITED.contains(name) && !name.startsWith("LC_"));
        environment.putAll(facts);
        return builder;
    }

    /**
     * java.lang.Process closes a pipe when its process ends, and whoever still writes to it gets a SIGPIPE. With cat(1) behind
     * the command, the pipe lives as long as it has a writer.
     */
    private static ProcessBuilder keptPipe() {
        return new ProcessBuilder("setsid", "cat").redirectErrorStream(true);
    }

    private void endGroup(Process leader) throws InterruptedException {
        signalGroup("TERM", leader);
        if (!leader.waitFor(killGrace)) {
            signalGroup("KILL", leader);
            leader.waitFor(killGrace);
        }
    }

    private void signalGroup(String signal, Process leader) throws InterruptedException {
        if (!leader.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- -" + leader.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor(killGrace);
        } catch (IOException noShell) {
            leader.destroyForcibly();
        }
    }
}
