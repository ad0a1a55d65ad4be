package nutkeeper.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import nutkeeper.demo.Agent;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Launcher;
import nutkeeper.demo.Load;
import nutkeeper.demo.Nutcracker;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import nutkeeper.demo.WorldBuilder;

/** A world with nutkeeper in it: real processes, nutkeeper itself as the child process that users run. */
final class Scene implements AutoCloseable {
    /** Ten times and more what anything here usually takes. */
    static final Duration DEADLINE = Duration.ofSeconds(60);

    final World world;
    final Agent agent;

    Scene(WorldBuilder builder) {
        this.world = builder.start();
        this.agent = world.agent(Launcher.find());
    }

    /** Starts nutkeeper and returns when it has confirmed every shard's master. */
    Scene keep() {
        long before = confirmations();
        agent.start();
        Eventually.until(
                "nutkeeper confirms or remembers every master (see " + agent.log() + ")",
                DEADLINE,
                () -> confirmations() >= before + world.shards().size() || isInSync());
        return this;
    }

    private boolean isInSync() {
        return agent.logText()
                                .lines()
                                .filter(line -> line.contains(" started "))
                                .count()
                        > 1
                && world.shards().stream()
                        .allMatch(shard ->
                                world.nutcrackers().stream().allMatch(proxy -> says(proxy, world.master(shard))));
    }

    private long confirmations() {
        return agent.logText()
                .lines()
                .filter(line -> line.contains(" confirmed "))
                .count();
    }

    /** Returns when the file of the proxy names the node and the proxy was proven to run it. */
    void awaitPointedAt(Nutcracker proxy, RedisServer node) {
        Eventually.until(proxy.config() + " names " + node, DEADLINE, () -> says(proxy, node));
    }

    /** Fails the shard's master over by {@code fault}, and returns the new master once every proxy is pointed at it. */
    RedisServer follow(String shard, UnaryOperator<RedisServer> fault) {
        RedisServer old = fault.apply(world.master(shard));
        RedisServer promoted = world.awaitNewMaster(shard, old);
        world.nutcrackers().forEach(proxy -> awaitPointedAt(proxy, promoted));
        return promoted;
    }

    /** Returns when every client of the load has had a write acknowledged that was begun from now on. */
    void awaitServed(Load load) {
        Instant now = Instant.now();
        Eventually.until("every client writes again", DEADLINE, () -> load.isServedSince(now));
    }

    /** Whether the file says that the shard of the node is there, and nothing of the other nodes of the shard. */
    boolean says(Nutcracker proxy, RedisServer node) {
        return text(proxy).contains("- " + node.address() + ":1 ");
    }

    String text(Nutcracker proxy) {
        return read(proxy.config());
    }

    int restarts() {
        return world.nutcracker().restarts();
    }

    /** Changes the settings before nutkeeper starts. */
    void settings(UnaryOperator<String> change) {
        write(world.settings(), change.apply(read(world.settings())));
    }

    long logged(String text) {
        return agent.logText().lines().filter(line -> line.contains(text)).count();
    }

    void awaitLogged(String text, long times) {
        Eventually.until(
                "nutkeeper logs '" + text + "' " + times + " times (see " + agent.log() + ")",
                DEADLINE,
                () -> logged(text) >= times);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Runs a command, and returns what it printed. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + " failed: " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        agent.stop();
        world.close();
    }
}
