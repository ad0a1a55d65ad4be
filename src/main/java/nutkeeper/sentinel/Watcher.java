package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import nutkeeper.sentinel.Board.LinkState;
import nutkeeper.topology.Address;
import nutkeeper.topology.Vote;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one conversation with one Sentinel going, for ever: connects, talks, and after the end of a session tries again with
 * a growing pause. While a session is up, asks for the addresses every second and for everything every ten, jittered; while a
 * failover is announced, far more often.
 */
final class Watcher {
    static final Duration ADDRESSES_EVERY = Duration.ofSeconds(1);
    static final Duration ALL_EVERY = Duration.ofSeconds(10);
    /** A second address of a Sentinel that has a watcher already is tried again this seldom. */
    private static final Duration DUPLICATE_PAUSE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Endpoint endpoint;
    private final Sentinels group;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Session session;
    private volatile @Nullable ScheduledFuture<?> nextTick;
    private Instant readAllAt = Instant.MIN;
    private Instant readAddressesAt = Instant.MIN;
    private boolean saidDown;

    Watcher(Endpoint endpoint, Sentinels group, ScheduledExecutorService timer, RandomGenerator random) {
        this.endpoint = endpoint;
        this.group = group;
        this.timer = timer;
        this.random = random;
        this.backoff = new Backoff(random);
        this.thread = Thread.ofPlatform().daemon().name("sentinel-" + endpoint).unstarted(this::watch);
    }

    /** Thrown by a session that turns out to be a second conversation with the same Sentinel. */
    static final class Duplicate extends RuntimeException {
        private final String runId;

        Duplicate(String runId) {
            super("run id " + runId + " is watched already");
            this.runId = runId;
        }
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        session().ifPresent(Session::abort);
        LockSupport.unpark(thread);
    }

    Address address() {
        return endpoint.address();
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** The session has introduced itself: it is up. */
    void up(String runId, Optional<String> notSubscribed) {
        Instant now = group.clock().instant();
        String detail = notSubscribed.map(why -> "not subscribed: " + why).orElse("since " + now);
        group.board()
                .post(endpoint.address(), new LinkState(group.name(), true, notSubscribed.isEmpty(), runId, detail));
        log.info("connected sentinel={} run_id={}", endpoint, quote(runId));
        saidDown = false;
        readAllAt = now.plus(Backoff.jitter(ALL_EVERY, random));
        tickIn(Backoff.jitter(ADDRESSES_EVERY, random));
    }

    /** A failover was announced: ask now, and from now on more often. */
    void hurry() {
        tickIn(Duration.ZERO);
    }

    private void watch() {
        while (!stopped) {
            Duration pause = backoff.next();
            try {
                Session.run(endpoint, group, opened -> session = opened);
            } catch (Duplicate duplicate) {
                log.debug("same sentinel twice address={} why={}", endpoint, quote(reason(duplicate)));
                String detail = "the same Sentinel as another address";
                group.board()
                        .post(endpoint.address(), new LinkState(group.name(), true, true, duplicate.runId, detail));
                pause = DUPLICATE_PAUSE;
            } catch (RuntimeException | Error ended) {
                // an Error too: a hostile reply may ask for more memory than there is, which must only end this link
                session = null;
                down(ended, pause);
            }
            session = null;
            group.ended(this);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void down(Throwable why, Duration pause) {
        if (stopped) {
            return;
        }
        String reason = reason(why);
        group.board().post(endpoint.address(), new LinkState(group.name(), false, false, "", reason));
        if (!saidDown) {
            saidDown = true;
            log.warn(
                    "lost sentinel={} why={} next={}",
                    endpoint,
                    quote(reason),
                    quote("keeping its last votes for " + Vote.MAX_AGE.toSeconds() + "s, trying again for ever, now in "
                            + pause.toMillis() + "ms"));
        }
    }

    private static String reason(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private synchronized void tickIn(Duration in) {
        ScheduledFuture<?> former = nextTick;
        if (former != null) {
            former.cancel(false);
        }
        nextTick = timer.schedule(this::tick, in.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        Session talking = session;
        if (stopped || talking == null) {
            return;
        }
        if (talking.isOverdue()) {
            log.debug("no answer in time sentinel={} limit_ms={}", endpoint, Session.SILENCE.toMillis());
            talking.abort();
            return;
        }
        try {
            ask(talking, group.clock().instant());
            // not earlier: a Sentinel that breaks each conversation at its start is to be tried ever more seldom
            backoff.reset();
        } catch (RuntimeException broken) {
            log.debug("cannot ask sentinel={} why={}", endpoint, quote(reason(broken)));
            talking.abort();
            return;
        }
        tickIn(Backoff.jitter(group.pace(), random));
    }

    private void ask(Session talking, Instant now) {
        if (!now.isBefore(readAllAt)) {
            readAllAt = now.plus(Backoff.jitter(ALL_EVERY, random));
            talking.readAll();
        }
        Set<String> hurried = group.armedMasters();
        if (!now.isBefore(readAddressesAt) || hurried.isEmpty()) {
            readAddressesAt = now.plus(Backoff.jitter(ADDRESSES_EVERY, random));
            talking.readAddresses(group.wanted());
        } else {
            talking.readAddresses(hurried);
        }
    }
}
