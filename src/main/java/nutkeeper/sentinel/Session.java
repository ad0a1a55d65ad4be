package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.SentinelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One live conversation with one Sentinel: subscribed first, then read. Replies belong to the questions in their order; what
 * they say is posted on the board. Ends with an exception when the link breaks or stays silent.
 */
final class Session {
    /** Something is asked every second, so a link that is silent for longer than this is dead. */
    static final Duration SILENCE = Duration.ofMillis(2_500);

    /** How often a master that is not served is asked about. */
    private static final Duration CURIOUS_EVERY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Endpoint endpoint;
    private final Sentinels group;
    private final Link link;
    private final Queue<Consumer<Object>> expected = new ArrayDeque<>();
    private final Set<String> asking = new HashSet<>();
    private final Set<String> askAgain = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, Instant> curiousAbout = new HashMap<>();
    private volatile SentinelId id;
    private volatile Optional<Subscription> subscription = Optional.empty();

    private Session(Endpoint endpoint, Sentinels group, Consumer<Session> opened) {
        this.endpoint = endpoint;
        this.group = group;
        this.id = new SentinelId("", endpoint.address());
        this.link = Link.open(endpoint, SILENCE, this::pushed);
        opened.accept(this);
    }

    /**
     * Talks until the link ends.
     *
     * @param opened told as soon as the link is there, so that it can be aborted from outside
     * @throws RuntimeException when the link is refused, broken or silent
     */
    static void run(Endpoint endpoint, Sentinels group, Consumer<Session> opened) {
        Session session = new Session(endpoint, group, opened);
        try {
            session.talk();
        } finally {
            session.abort();
        }
    }

    private void talk() {
        if (link.isResp3()) {
            send(List.of(new CommandArguments(Command.PSUBSCRIBE).add("*")), List.of(this::refusedToSubscribe));
        } else {
            subscription = Optional.of(Subscription.open(endpoint, this::event, this::unsubscribed));
        }
        send(List.of(Interview.sentinel("MYID")), List.of(this::introduced));
        while (true) {
            answer(link.read());
        }
    }

    private void answer(Object reply) {
        Consumer<Object> question;
        synchronized (this) {
            question = expected.poll();
        }
        if (question == null) {
            throw new IllegalStateException("a reply that nobody asked for");
        }
        question.accept(reply);
    }

    private void introduced(Object reply) {
        if (reply instanceof JedisDataException refusal && Replies.isNoAuth(refusal)) {
            throw refusal;
        }
        // Sentinels older than 6.2 have no MYID; their address stands for them
        String runId = reply instanceof JedisDataException ? endpoint.address().toString() : Replies.text(reply);
        id = new SentinelId(runId, endpoint.address());
        group.introduced(id, this);
        readAll();
    }

    /** Everything there is to read: all served masters, the other Sentinels, the names of all masters. */
    void readAll() {
        send(List.of(Interview.sentinel("MASTERS")), List.of(this::masters));
        for (String master : group.wanted()) {
            ask(master);
            send(List.of(Interview.sentinel("SENTINELS", master)), List.of(this::sentinels));
        }
    }

    /** The address of every served master that this Sentinel knows, or a PING where there is none. */
    void readAddresses(Set<String> masters) {
        List<CommandArguments> questions = new ArrayList<>();
        List<Consumer<Object>> answers = new ArrayList<>();
        synchronized (this) {
            masters.stream().filter(master -> !denied.contains(master)).forEach(master -> {
                questions.add(Interview.address(master));
                answers.add(reply -> address(master, reply));
            });
        }
        if (questions.isEmpty()) {
            questions.add(new CommandArguments(Command.PING));
            answers.add(pong -> {});
        }
        send(questions, answers);
        subscription.ifPresent(Subscription::ping);
    }

    /** Interviews this Sentinel about a master; while an interview is under way, once more after it. */
    void ask(String master) {
        synchronized (this) {
            if (!asking.add(master)) {
                askAgain.add(master);
                return;
            }
        }
        List<Object> replies = new ArrayList<>(Interview.QUESTIONS);
        Consumer<Object> collect = reply -> {
            replies.add(reply);
            if (replies.size() == Interview.QUESTIONS) {
                interviewed(master, replies);
            }
        };
        List<CommandArguments> questions = Interview.questions(master);
        send(questions, questions.stream().map(question -> collect).toList());
    }

    private void interviewed(String master, List<Object> replies) {
        MasterName name = group.masterName(master);
        Instant now = group.clock().instant();
        synchronized (this) {
            asking.remove(master);
            denied.remove(master);
        }
        switch (Interview.read(id, replies, group.names(), now)) {
            case Interview.Result.Voted voted -> group.board().post(name, voted.vote());
            case Interview.Result.NotMonitored none -> {
                synchronized (this) {
                    denied.add(master);
                }
                group.board().postNotMonitored(name, id, now);
            }
            case Interview.Result.Unsettled unsettled ->
                log.debug("vote unsettled sentinel={} master={} why={}", id, quote(name), quote(unsettled.why()));
        }
        boolean again;
        synchronized (this) {
            again = askAgain.remove(master);
        }
        if (again) {
            ask(master);
        }
    }

    private void address(String master, Object reply) {
        boolean same = Replies.address(reply)
                .map(group.names()::translate)
                .filter(address -> group.board()
                        .confirm(
                                group.masterName(master),
                                id,
                                address,
                                group.clock().instant()))
                .isPresent();
        if (!same && !(reply instanceof JedisDataException)) {
            ask(master);
        }
    }

    private void sentinels(Object reply) {
        Replies.entries(reply)
                .forEach(entry -> Replies.address(entry)
                        .ifPresent(address -> group.discovered(address, entry.getOrDefault("runid", ""))));
    }

    /** A master that is not served is asked about seldom, and only where the address of some server may be one of its. */
    private void masters(Object reply) {
        Set<String> names = new TreeSet<>();
        Replies.entries(reply).forEach(entry -> names.add(entry.getOrDefault("name", "")));
        names.remove("");
        Set<String> asked = group.wanted();
        group.heardOf(names);
        names.removeAll(asked);
        Instant now = group.clock().instant();
        names.stream()
                .filter(name -> group.isCurious() || group.wanted().contains(name))
                .filter(name -> !curiousAbout
                        .getOrDefault(name, Instant.EPOCH)
                        .plus(CURIOUS_EVERY)
                        .isAfter(now))
                .forEach(name -> {
                    curiousAbout.put(name, now);
                    ask(name);
                });
    }

    private void refusedToSubscribe(Object refusal) {
        log.warn(
                "cannot subscribe sentinel={} why={} next={}",
                id,
                quote(Replies.text(refusal)),
                quote("polling it only"));
    }

    private void pushed(List<Object> push) {
        String type = push.isEmpty() ? "" : Replies.text(push.getFirst());
        if (type.equals("psubscribe")) {
            synchronized (this) {
                expected.poll();
            }
        } else if (type.equals("pmessage") && push.size() == 4) {
            event(Replies.text(push.get(2)), Replies.text(push.get(3)));
        }
    }

    private void event(String channel, String payload) {
        group.event(id.address(), channel, payload);
    }

    private void send(List<CommandArguments> questions, List<Consumer<Object>> answers) {
        synchronized (this) {
            expected.addAll(answers);
            link.write(questions);
        }
    }

    private void unsubscribed(Throwable why) {
        log.debug("subscription ended sentinel={} why={}", id, quote(why));
        link.abort();
    }

    void abort() {
        link.abort();
        subscription.ifPresent(Subscription::abort);
    }
}
