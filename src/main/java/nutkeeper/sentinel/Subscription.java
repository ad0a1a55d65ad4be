package nutkeeper.sentinel;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The second connection that a Sentinel before 6.0 needs, since a subscribed RESP2 connection takes no questions but PING.
 * It has a thread of its own, and its end is the end of the session.
 */
final class Subscription {
    private final Link link;
    private final BiConsumer<String, String> events;
    private final Consumer<String> refused;
    private final Consumer<Throwable> ended;

    private Subscription(
            Link link, BiConsumer<String, String> events, Consumer<String> refused, Consumer<Throwable> ended) {
        this.link = link;
        this.events = events;
        this.refused = refused;
        this.ended = ended;
    }

    /**
     * Connects and subscribes; events come on another thread.
     *
     * @param events channel and payload
     * @param refused told why the Sentinel does not let us subscribe
     * @param ended told once why the connection is no more
     * @throws RuntimeException if it cannot connect
     */
    static Subscription open(
            Endpoint endpoint, BiConsumer<String, String> events, Consumer<String> refused, Consumer<Throwable> ended) {
        Link link = Link.open(endpoint, Session.SILENCE, push -> {});
        Subscription subscription = new Subscription(link, events, refused, ended);
        subscription.link.write(List.of(new CommandArguments(Command.PSUBSCRIBE).add("*")));
        Thread.ofPlatform().daemon().name("sentinel-sub-" + endpoint).start(subscription::read);
        return subscription;
    }

    /** Asks for a sign of life; without one the connection ends. */
    void ping() {
        link.write(List.of(new CommandArguments(Command.PING)));
    }

    void abort() {
        link.abort();
    }

    private void read() {
        try {
            while (true) {
                receive(link.read());
            }
        } catch (RuntimeException | Error broken) {
            link.abort();
            ended.accept(broken);
        }
    }

    private void receive(Object message) {
        if (message instanceof List<?> parts
                && parts.size() == 4
                && Replies.text(parts.getFirst()).equals("pmessage")) {
            events.accept(Replies.text(parts.get(2)), Replies.text(parts.get(3)));
        } else if (message instanceof JedisDataException refusal) {
            refused.accept(Replies.text(refusal));
        }
    }
}
