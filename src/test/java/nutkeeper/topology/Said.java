package nutkeeper.topology;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Sentinel's vote, of which a test says only what matters to it: unless told otherwise it counts three Sentinels, sees
 * its majority, runs no failover and lists no replica. Nodes are called by a letter, Sentinels s1, s2 and so on.
 */
public record Said(
        SentinelId sentinel,
        Address address,
        long epoch,
        FailoverState failover,
        int knownSentinels,
        boolean seesQuorum,
        Set<Address> replicas) {
    public Said {
        replicas = Set.copyOf(replicas);
    }

    public static Said by(String sentinel, String node, long epoch) {
        return by(sentinel(sentinel), node(node), epoch);
    }

    public static Said by(SentinelId sentinel, Address address, long epoch) {
        return new Said(sentinel, address, epoch, FailoverState.NONE, 3, true, Set.of());
    }

    public static Address node(String name) {
        return new Address(name, 6379);
    }

    public static SentinelId sentinel(String name) {
        return new SentinelId(name, new Address(name, 26_379));
    }

    public Said in(FailoverState state) {
        return new Said(sentinel, address, epoch, state, knownSentinels, seesQuorum, replicas);
    }

    public Said counting(int sentinels) {
        return new Said(sentinel, address, epoch, failover, sentinels, seesQuorum, replicas);
    }

    public Said seeingQuorum(boolean sees) {
        return new Said(sentinel, address, epoch, failover, knownSentinels, sees, replicas);
    }

    public Said listing(String... nodes) {
        return listing(Stream.of(nodes).map(Said::node).collect(Collectors.toSet()));
    }

    public Said listing(Set<Address> nodes) {
        return new Said(sentinel, address, epoch, failover, knownSentinels, seesQuorum, nodes);
    }

    public Vote at(Instant seen) {
        return new Vote(
                sentinel,
                address,
                address,
                epoch,
                Set.of("master"),
                failover,
                knownSentinels,
                seesQuorum,
                replicas,
                seen,
                seen);
    }
}
