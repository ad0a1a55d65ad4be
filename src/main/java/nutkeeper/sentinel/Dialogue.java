package nutkeeper.sentinel;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Questions and answers over one connection, events between them (RESP3), or over two (RESP2). Answers belong to the
 * questions in their order. Any thread may ask; one thread reads.
 */
final class Dialogue {
    private final Link link;
    private final Queue<Question> expected = new ArrayDeque<>();
    private final BiConsumer<String, String> events;
    private volatile Optional<Subscription> subscription = Optional.empty();
    private volatile Optional<String> notSubscribed = Optional.empty();

    private record Question(Consumer<Object> answer, long askedNanos) {}

    /**
     * Connects, and says hello.
     *
     * @param events channel and payload of everything that is published
     * @throws RuntimeException if there is no connection or it is refused
     */
    Dialogue(Endpoint endpoint, BiConsumer<String, String> events) {
        this.events = events;
        this.link = Link.open(endpoint, Session.SILENCE, this::pushed);
    }

    /** Subscribes to everything, before anything else is asked. */
    void subscribe(Endpoint endpoint) {
        if (link.isResp3()) {
            CommandArguments everything = new CommandArguments(Command.PSUBSCRIBE).add("*");
            ask(List.of(everything), List.of(refusal -> notSubscribed = Optional.of(Replies.text(refusal))));
        } else {
            subscription = Optional.of(Subscription.open(
                    endpoint, events, refusal -> notSubscribed = Optional.of(refusal), ended -> link.abort()));
        }
    }

    /** Why there are no events, if the Sentinel refused them. */
    Optional<String> notSubscribed() {
        return notSubscribed;
    }

    /** Sends the questions in one write. */
    void ask(List<CommandArguments> questions, List<Consumer<Object>> answers) {
        synchronized (this) {
            long now = System.nanoTime();
            answers.forEach(answer -> expected.add(new Question(answer, now)));
            link.write(questions);
        }
    }

    /** Whether a question has waited for too long: a peer may send a byte now and then, so that no read is ever silent. */
    boolean isOverdue() {
        synchronized (this) {
            Question oldest = expected.peek();
            return oldest != null && System.nanoTime() - oldest.askedNanos() > Session.SILENCE.toNanos();
        }
    }

    /** A sign of life from the second connection, if there is one. */
    void ping() {
        subscription.ifPresent(Subscription::ping);
    }

    /** Reads and answers until the connection ends, with the exception that it ends with. */
    void listen() {
        while (true) {
            Object reply = link.read();
            next().accept(reply);
        }
    }

    void abort() {
        link.abort();
        subscription.ifPresent(Subscription::abort);
    }

    private Consumer<Object> next() {
        synchronized (this) {
            Question question = expected.poll();
            if (question == null) {
                throw new IllegalStateException("a reply that nobody asked for");
            }
            return question.answer();
        }
    }

    private void pushed(List<Object> push) {
        String type = push.isEmpty() ? "" : Replies.text(push.getFirst());
        if (type.equals("psubscribe")) {
            synchronized (this) {
                expected.poll(); // the place kept for a refusal
            }
        } else if (type.equals("pmessage") && push.size() == 4) {
            events.accept(Replies.text(push.get(2)), Replies.text(push.get(3)));
        }
    }
}
