package nutkeeper.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.nutcracker.Shard;
import nutkeeper.proxy.Rendering.Rendered;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;

/**
 * A folder with a nutcracker.yml, a state folder and restart scripts of several characters, around a real nutcracker. Each
 * script that starts one writes its pid, and copies the file that it is about to read to {@code ran.yml}.
 */
final class TwemproxyWorld implements AutoCloseable {
    static final Address OLD_MASTER = new Address("127.0.0.1", 6391);
    static final Address NEW_MASTER = new Address("127.0.0.1", 6392);
    /** Short pauses, and deadlines that a loaded machine does not miss. */
    static final Limits QUICK = limits(Duration.ofSeconds(30));

    /** For restarts that never succeed, which nobody wants to wait for. */
    static final Limits HASTY = limits(Duration.ofMillis(600));

    private static final Repoint MOVE =
            new Repoint(new Shard("alpha", "s1"), MasterName.of("m1"), OLD_MASTER, NEW_MASTER);

    final Path folder;
    final Path config;
    final Path state;
    final List<ListenAddress> listens;

    TwemproxyWorld(Path folder) throws IOException {
        this.folder = folder;
        this.config = folder.resolve("nutcracker.yml");
        this.state = Files.createDirectories(folder.resolve("state"));
        this.listens = List.of(
                new ListenAddress.Tcp("127.0.0.1", freePort()),
                new ListenAddress.Unix(folder.resolve("beta.sock").toString()));
        Files.writeString(config, oldText());
    }

    private static Limits limits(Duration proveWithin) {
        return new Limits(
                Duration.ofSeconds(20),
                proveWithin,
                Duration.ofMillis(500),
                Duration.ofMillis(5),
                Duration.ofSeconds(1),
                2,
                Duration.ofMillis(20),
                Duration.ofMillis(40),
                Duration.ofSeconds(5));
    }

    /** A port of the loopback that nothing listens on, below the range from which the kernel takes its own. */
    static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    String oldText() {
        return """
                # two pools, one of them on a unix socket
                alpha:
                  listen: %s
                  redis: true
                  servers:
                   - %s:1 s1
                beta:
                  listen: %s
                  redis: true
                  servers:
                   - 127.0.0.1:6399:1 s1
                """.formatted(listens.get(0), OLD_MASTER, listens.get(1));
    }

    String newText() {
        return oldText().replace(OLD_MASTER.toString(), NEW_MASTER.toString());
    }

    Plan plan() {
        return new Plan(List.of(MOVE), oldText(), "m1 moved");
    }

    Plan switchOnly() throws IOException {
        return new Plan(List.of(), Files.readString(config), "a switch is due");
    }

    /** Replaces the addresses as text, which is all that these tests need. */
    Rendering render(String text, List<Repoint> moves) {
        String rendered = text;
        for (Repoint move : moves) {
            rendered = rendered.replace(move.from().toString(), move.to().toString());
        }
        return new Rendered(rendered, moves.isEmpty() ? listens : listens.subList(0, 1), listens);
    }

    Target target(Path restartScript) {
        return new Target(config, List.of(restartScript.toString()), Duration.ofSeconds(20), "nutcracker", state);
    }

    Rollout rollout(Path restartScript) {
        return rollout(target(restartScript), StepGate.OPEN);
    }

    Rollout rollout(Target target, StepGate gate) {
        return new Rollout(target, this::render, gate, QUICK, InstantSource.system());
    }

    /** A rollout that soon loses patience with its restart script. */
    Rollout hastyRollout(Path restartScript) {
        return new Rollout(target(restartScript), this::render, StepGate.OPEN, HASTY, InstantSource.system());
    }

    /** A restart that does its work. */
    Path works() throws IOException {
        return script("works", stop() + start("&\necho $! > pid"));
    }

    /** A restart that does its work with {@code nutcracker -d}, whose exit status says nothing. */
    Path daemonises() throws IOException {
        return script("daemonises", stop() + start("-d -p pid"));
    }

    /** An executable shell script of that name, run in the world's folder; every run adds a line to {@code restarts}. */
    Path script(String name, String body) throws IOException {
        Path script = folder.resolve(name + ".sh");
        Files.writeString(script, "#!/bin/sh\ncd '" + folder + "' || exit 9\necho run >> restarts\n" + body + "\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }

    private static String stop() {
        return """
                if [ -s pid ]; then
                  p=$(cat pid)
                  kill "$p" 2>/dev/null
                  # its ports are free only when all of its threads are gone, and a zombie keeps one
                  while [ -d "/proc/$p" ] && { ! grep -q '^State:.Z' "/proc/$p/status" ||
                    [ "$(ls "/proc/$p/task" | wc -l)" -gt 1 ]; }; do sleep 0.01; done
                fi
                """;
    }

    private static String start(String how) {
        return """
                cp nutcracker.yml ran.yml
                rm -f stats.sock
                PATH="$PATH:/usr/sbin" nutcracker -c nutcracker.yml -o nutcracker.log -a "$PWD/stats.sock" %s
                """.formatted(how);
    }

    /** Starts twemproxy on the file as it is and waits until it serves. */
    void start() throws IOException {
        restartWith(works());
        Files.delete(folder.resolve("restarts"));
    }

    /** What someone else does with a restart script: runs it, and waits until a process that was not there before serves. */
    void restartWith(Path script) throws IOException {
        ListeningSockets sockets = new ListeningSockets(new Proc(Path.of("/proc")));
        Set<ProcessIdentity> before = sockets.processes(listens);
        try {
            Command.Ended ended = new Command(
                            List.of(script.toString()), Map.of(), Duration.ofSeconds(20), Duration.ofSeconds(5))
                    .run();
            if (!(new Prover(sockets, QUICK).await(listens, before, Duration.ofSeconds(20))
                    instanceof Proof.ByIdentity)) {
                throw new IOException("the world's nutcracker does not start: " + ended);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted while the world's nutcracker starts", interrupted);
        }
    }

    /** How often a restart script ran since the start. */
    long restarts() throws IOException {
        Path restarts = folder.resolve("restarts");
        return Files.exists(restarts) ? Files.readAllLines(restarts).size() : 0;
    }

    /** The text that the running nutcracker read. */
    String running() throws IOException {
        return Files.readString(folder.resolve("ran.yml"));
    }

    /** The files that this room may have left beside the configuration or in the state folder, by name. */
    List<String> leftovers() throws IOException {
        try (var beside = Files.list(folder);
                var marks = Files.list(state)) {
            return Stream.concat(beside, marks)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(".") || name.startsWith("switch-due"))
                    .sorted()
                    .toList();
        }
    }

    Optional<ProcessHandle> twemproxy() throws IOException {
        Path pid = folder.resolve("pid");
        return Files.exists(pid)
                ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                : Optional.empty();
    }

    /** Whether no such process runs; one whose parent has yet to hear of its end does not run. */
    static boolean hasEnded(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try {
            return Files.readString(status).contains("State:\tZ");
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        twemproxy().ifPresent(ProcessHandle::destroyForcibly);
    }
}
