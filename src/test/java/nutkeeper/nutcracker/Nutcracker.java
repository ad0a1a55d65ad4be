package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The real nutcracker, asked about files in a folder of its own. */
record Nutcracker(Path folder) {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Whether {@code nutcracker -t} accepts the text. */
    boolean accepts(String text) throws IOException, InterruptedException {
        Process test = start("-t", "-c", write(text).toString());
        assertThat(test.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        return test.exitValue() == 0;
    }

    /** The names of the servers of each pool, as a nutcracker that runs this file shows them in its statistics. */
    Map<String, Set<String>> serverNames(String text) throws IOException, InterruptedException {
        Path socket = folder.resolve("stats.sock");
        Files.deleteIfExists(socket);
        Process running = start("-c", write(text).toString(), "-a", socket.toString(), "-s", "1");
        try {
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !running.isAlive() || answers(socket));
            assertThat(running.isAlive()).as("nutcracker runs").isTrue();
            return names(JSON.std.mapFrom(read(socket)));
        } finally {
            running.destroyForcibly();
            assertThat(running.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    private static Map<String, Set<String>> names(Map<String, Object> statistics) {
        Map<String, Set<String>> names = new TreeMap<>();
        statistics.forEach((pool, values) -> {
            if (values instanceof Map<?, ?> inPool) {
                Set<String> servers = new TreeSet<>();
                inPool.forEach((name, value) -> {
                    if (value instanceof Map<?, ?>) {
                        servers.add((String) name);
                    }
                });
                names.put(pool, servers);
            }
        });
        return names;
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            return !read(socket).isEmpty();
        } catch (UncheckedIOException notYetListening) {
            return false;
        }
    }

    private static String read(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("nutcracker.yml"), text);
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("nutcracker");
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("nutcracker.log").toFile())
                .start();
    }
}
