package nutkeeper.sentinel;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Vote;

/**
 * Where watchers post what they hear and the loop reads it. Posting news rings the bell; a vote that only confirms what is
 * posted already does not. Thread-safe.
 */
public final class Board {
    private final Runnable bell;
    private final Map<MasterName, Ballot> ballots = new HashMap<>();
    private final Map<Address, RoleReport> roles = new HashMap<>();
    private final Map<MasterName, Instant> armed = new HashMap<>();
    private final Map<Address, LinkState> links =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

    /** @param bell rung, from any thread, when there is news */
    public Board(Runnable bell) {
        this.bell = bell;
    }

    /**
     * What is known of one connection to a Sentinel.
     *
     * @param up whether it is connected and answers
     * @param subscribed whether it also tells its events; without, it is only asked
     * @param detail since when, or why not
     */
    public record LinkState(String group, boolean up, boolean subscribed, String runId, String detail) {}

    /** Everything that is posted, at one moment. */
    public record Snapshot(
            Map<MasterName, Ballot> ballots,
            Map<Address, RoleReport> roles,
            Map<MasterName, Instant> armed,
            Map<Address, LinkState> links) {
        public Snapshot {
            ballots = Map.copyOf(ballots);
            roles = Map.copyOf(roles);
            armed = Map.copyOf(armed);
            links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        }
    }

    /** What is posted now. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(ballots, roles, armed, links);
    }

    void post(MasterName master, Vote vote) {
        boolean news;
        synchronized (this) {
            Ballot ballot = ballots.getOrDefault(master, Ballot.EMPTY);
            news = !vote.saysTheSameAs(ballot.votes().get(vote.sentinel().runId()));
            ballots.put(master, ballot.with(vote));
        }
        ringIf(news);
    }

    /** A Sentinel said again what it said before; false if that is not what its vote says. */
    synchronized boolean confirm(MasterName master, SentinelId sentinel, Address announced, Instant at) {
        Ballot ballot = ballots.getOrDefault(master, Ballot.EMPTY);
        Vote vote = ballot.votes().get(sentinel.runId());
        if (vote == null || !vote.announced().equals(announced)) {
            return false;
        }
        ballots.put(master, ballot.renewed(sentinel, at));
        return true;
    }

    void postNotMonitored(MasterName master, SentinelId sentinel, Instant at) {
        boolean news;
        synchronized (this) {
            Ballot ballot = ballots.getOrDefault(master, Ballot.EMPTY);
            news = !ballot.notMonitored().containsKey(sentinel.runId());
            ballots.put(master, ballot.unmonitoredBy(sentinel, at));
        }
        ringIf(news);
    }

    void post(RoleReport report) {
        synchronized (this) {
            roles.put(report.address(), report.after(roles.get(report.address())));
        }
        bell.run();
    }

    void arm(MasterName master, Instant at) {
        synchronized (this) {
            armed.put(master, at);
        }
        bell.run();
    }

    synchronized void forget(Address sentinel) {
        links.remove(sentinel);
    }

    void post(Address sentinel, LinkState state) {
        boolean news;
        synchronized (this) {
            news = !state.equals(links.put(sentinel, state));
        }
        ringIf(news);
    }

    private void ringIf(boolean news) {
        if (news) {
            bell.run();
        }
    }
}
