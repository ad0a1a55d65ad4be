package nutkeeper.demo;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** Listens to every Sentinel of a world, on connections of its own, and remembers what was heard and when. */
public final class Witness implements Closeable {
    private static final Duration RECONNECT = Duration.ofMillis(100);

    private final List<Sentinel> sentinels;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** One event: its channel ({@code +odown}), its payload as published, the Sentinel that said it, and when. */
    public record Heard(Sentinel sentinel, String channel, String payload, Instant at) {
        /** Whether it is about the master: {@code master NAME ...}, {@code ... @ NAME ...} (sentinel.c, sentinelEvent), or {@code NAME ...}. */
        boolean isAbout(String master) {
            return payload.startsWith("master " + master + " ")
                    || payload.startsWith(master + " ")
                    || payload.contains(" @ " + master + " ");
        }
    }

    Witness(List<Sentinel> sentinels) {
        this.sentinels = List.copyOf(sentinels);
    }

    /** Starts listening, and returns when every Sentinel counts one subscriber more. */
    void start() {
        for (Sentinel sentinel : sentinels) {
            int before = sentinel.subscribers();
            Thread.ofVirtual().name("witness-" + sentinel).start(() -> listen(sentinel));
            Eventually.until(
                    "the Sentinel on " + sentinel + " takes a subscriber",
                    WorldFiles.START,
                    () -> sentinel.subscribers() > before);
        }
    }

    /** The first event about the master on one of the channels, at or after an instant. */
    public Optional<Heard> first(String master, Instant since, Set<String> channels) {
        return heard.stream()
                .filter(event -> channels.contains(event.channel()) && event.isAbout(master))
                .filter(event -> !event.at().isBefore(since))
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Connection::disconnect);
    }

    private void listen(Sentinel sentinel) {
        while (!closed) {
            try (Connection connection = sentinel.connect()) {
                open.add(connection);
                hear(sentinel, connection);
            } catch (JedisException gone) {
                Eventually.pause(RECONNECT);
            } finally {
                open.removeIf(connection -> !connection.isConnected());
            }
        }
    }

    private void hear(Sentinel sentinel, Connection connection) {
        connection.setTimeoutInfinite();
        connection.sendCommand(Protocol.Command.PSUBSCRIBE, "*");
        while (!closed) {
            List<?> message = (List<?>) connection.getOne();
            if (message.size() == 4) {
                heard.add(new Heard(sentinel, text(message.get(2)), text(message.get(3)), Instant.now()));
            }
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
