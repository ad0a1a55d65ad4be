package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.SentinelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One live conversation with one Sentinel: subscribed first, then introduced, then asked; what it says is posted on the board.
 * Ends with an exception when the link breaks or stays silent.
 */
final class Session {
    /** Something is asked every second, so a link that is silent for longer than this is dead. */
    static final Duration SILENCE = Duration.ofMillis(2_500);

    /** How often a master that is not served is asked about. */
    private static final Duration CURIOUS_EVERY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Endpoint endpoint;
    private final Sentinels group;
    private final Dialogue dialogue;
    private final Set<String> asking = new HashSet<>();
    private final Set<String> askAgain = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, Instant> curiousAbout = new HashMap<>();
    /** Until it has introduced itself nothing is asked: a vote without a run id would be a second vote. */
    private volatile Optional<SentinelId> id = Optional.empty();

    private boolean saidForbidden;

    private Session(Endpoint endpoint, Sentinels group) {
        this.endpoint = endpoint;
        this.group = group;
        this.dialogue = new Dialogue(endpoint, (channel, payload) -> group.event(endpoint.address(), channel, payload));
    }

    /**
     * Talks until the link ends.
     *
     * @param opened told as soon as the link is there, so that it can be aborted from outside
     * @throws RuntimeException when the link is refused, broken or silent
     */
    static void run(Endpoint endpoint, Sentinels group, Consumer<Session> opened) {
        Session session = new Session(endpoint, group);
        try {
            opened.accept(session);
            session.dialogue.subscribe(endpoint);
            session.dialogue.ask(List.of(Interview.sentinel("MYID")), List.of(session::introduced));
            session.dialogue.listen();
        } finally {
            session.abort();
        }
    }

    private void introduced(Object reply) {
        SentinelId introduced = new SentinelId(runId(reply), endpoint.address());
        group.introduced(introduced, dialogue.notSubscribed());
        id = Optional.of(introduced);
        dialogue.notSubscribed()
                .ifPresent(why -> log.warn(
                        "cannot subscribe sentinel={} why={} next={}",
                        introduced,
                        quote(why),
                        quote("polling it only")));
        readAll();
    }

    /** A Sentinel older than 6.2 has no MYID; its address stands for it. Any other refusal ends the session. */
    private String runId(Object reply) {
        if (reply instanceof JedisDataException refusal) {
            if (!Replies.isUnknownCommand(refusal)) {
                throw refusal;
            }
            return endpoint.address().toString();
        }
        return Replies.text(reply);
    }

    /** Everything there is to read: all served masters, the other Sentinels, the names of all masters. */
    void readAll() {
        if (id.isEmpty()) {
            return;
        }
        dialogue.ask(List.of(Interview.sentinel("MASTERS")), List.of(this::masters));
        for (String master : group.wanted()) {
            ask(master);
            dialogue.ask(List.of(Interview.sentinel("SENTINELS", master)), List.of(this::sentinels));
        }
    }

    /** The address of every served master that this Sentinel knows, or a PING where there is none. */
    void readAddresses(Set<String> masters) {
        if (id.isEmpty()) {
            return;
        }
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
        dialogue.ask(questions, answers);
        dialogue.ping();
    }

    /** Interviews this Sentinel about a master; while an interview is under way, once more after it. */
    void ask(String master) {
        if (id.isEmpty()) {
            return;
        }
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
        dialogue.ask(questions, questions.stream().map(question -> collect).toList());
    }

    private void interviewed(String master, List<Object> replies) {
        MasterName name = group.masterName(master);
        Instant now = group.clock().instant();
        SentinelId self = id.orElseThrow();
        boolean again;
        Interview.Result result = Interview.read(self, replies, group.names(), now);
        synchronized (this) {
            asking.remove(master);
            again = askAgain.remove(master);
            if (result instanceof Interview.Result.NotMonitored) {
                denied.add(master);
            } else {
                denied.remove(master);
            }
        }
        switch (result) {
            case Interview.Result.Voted voted -> group.board().post(name, voted.vote());
            case Interview.Result.NotMonitored none -> group.board().postNotMonitored(name, self, now);
            case Interview.Result.Unsettled unsettled -> unsettled(name, unsettled.why(), replies);
        }
        if (again) {
            ask(master);
        }
    }

    private void unsettled(MasterName name, String why, List<Object> replies) {
        boolean forbidden = replies.stream().anyMatch(JedisAccessControlException.class::isInstance);
        if (forbidden && !saidForbidden) {
            saidForbidden = true;
            log.warn(
                    "not allowed to ask sentinel={} master={} why={} next={}",
                    endpoint,
                    quote(name),
                    quote(why),
                    quote("going on without its vote; docs/OPERATIONS.md has the rights that it needs"));
        } else {
            log.debug("vote unsettled sentinel={} master={} why={}", endpoint, quote(name), quote(why));
        }
    }

    private void address(String master, Object reply) {
        boolean same = Replies.address(reply)
                .map(group.names()::translate)
                .filter(address -> group.board()
                        .confirm(
                                group.masterName(master),
                                id.orElseThrow(),
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

    /** Whether it owes an answer for longer than a live Sentinel would. */
    boolean isOverdue() {
        return dialogue.isOverdue();
    }

    void abort() {
        dialogue.abort();
    }
}
