package nutkeeper.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.Keeper;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.Policy;
import nutkeeper.keeper.ProxyView;
import nutkeeper.keeper.Round;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Vote;

/**
 * One made-up failover, decided and rendered in memory before a real one comes: the JVM loads and links a class when it is
 * first used, and a first failover must not wait for that (tens of milliseconds; measured by {@code make bench}).
 */
final class WarmUp {
    private static final MasterName MASTER = MasterName.of("warm");
    private static final Address OLD = new Address("192.0.2.1", 6379);
    private static final Address NEW = new Address("192.0.2.2", 6379);
    private static final String CONFIG = """
            warm:
              listen: 127.0.0.1:22121
              redis: true
              servers:
                - 192.0.2.1:6379:1 warm
            """;

    private WarmUp() {}

    /** Decides and renders; throws if the made-up failover is not followed, since then a real one would not be either. */
    static void run() {
        Instant start = Instant.EPOCH;
        Policy policy = new Policy(Level.LEADER, false, false, anywhere -> true);
        Round before = Keeper.decide(KeeperState.EMPTY, observation(start, OLD, 1, FailoverState.NONE), policy);
        Round asking = Keeper.decide(
                before.state(), observation(start.plusSeconds(1), NEW, 2, FailoverState.RECONF_SLAVES), policy);
        Instant answered = start.plusSeconds(1).plusMillis(1);
        Round decided =
                Keeper.decide(asking.state(), observation(answered, NEW, 2, FailoverState.RECONF_SLAVES), policy);
        if (!(decided.decision("warm") instanceof Decision.RollOut rollOut)) {
            throw new IllegalStateException("a made-up failover was not followed: " + decided.decision("warm"));
        }
        new EditorRenderer().render(CONFIG, rollOut.plan().repoints());
    }

    private static Observation observation(Instant now, Address master, long epoch, FailoverState failover) {
        Vote leader = vote("1", master, epoch, failover, now);
        Vote follower = vote("2", OLD, 1, FailoverState.NONE, now);
        ProxyView view = new ProxyView("warm", ConfigParser.parse(CONFIG), Map.of(), false, false);
        return new Observation(
                now,
                Map.of(MASTER, Ballot.EMPTY.with(leader).with(follower)),
                Map.of("", new Electorate(3, OptionalInt.empty())),
                Map.of(master, new RoleReport(master, RoleReport.Role.MASTER, now, "")),
                Map.of(),
                Map.of(),
                true,
                List.of(view));
    }

    private static Vote vote(String id, Address address, long epoch, FailoverState failover, Instant now) {
        return new Vote(
                new SentinelId(id, new Address("192.0.2.9", 26379)),
                address,
                address,
                epoch,
                Set.of("master"),
                failover,
                3,
                true,
                Set.of(OLD, NEW),
                now.minus(Duration.ofMillis(1)),
                now);
    }
}
