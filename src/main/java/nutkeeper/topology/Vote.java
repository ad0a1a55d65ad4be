package nutkeeper.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Sentinel's answer about one master.
 *
 * @param address where GET-MASTER-ADDR-BY-NAME says the master is, host names resolved; never SENTINEL MASTER's own address,
 *     which stays the old one on the leader of a failover (ADR 2)
 * @param announced the same address as the Sentinel spells it
 * @param epoch the config-epoch of SENTINEL MASTER
 * @param knownSentinels how many Sentinels this one counts, itself included
 * @param seesQuorum whether SENTINEL CKQUORUM answered OK
 * @param replicas the replicas that this Sentinel lists
 * @param seenAt when the answer, or the last one that confirmed it, arrived
 * @param epochSince since when this Sentinel has held this epoch
 */
public record Vote(
        SentinelId sentinel,
        Address address,
        Address announced,
        long epoch,
        Set<String> flags,
        FailoverState failover,
        int knownSentinels,
        boolean seesQuorum,
        Set<Address> replicas,
        Instant seenAt,
        Instant epochSince) {
    /** A vote that nothing has confirmed for this long is no vote any more. */
    public static final Duration MAX_AGE = Duration.ofSeconds(3);

    public Vote {
        flags = Set.copyOf(flags);
        replicas = Set.copyOf(replicas);
    }

    /** The same vote, confirmed at {@code at}. */
    public Vote seen(Instant at) {
        return timed(at, epochSince);
    }

    /** The same vote, its epoch held since {@code since}. */
    Vote holdingEpochSince(Instant since) {
        return timed(seenAt, since);
    }

    private Vote timed(Instant seen, Instant held) {
        return new Vote(
                sentinel, address, announced, epoch, flags, failover, knownSentinels, seesQuorum, replicas, seen, held);
    }

    /** Whether the other vote, if there is one, differs in nothing but its times. */
    public boolean saysTheSameAs(@Nullable Vote other) {
        return other != null && equals(other.timed(seenAt, epochSince));
    }

    /** Whether it is young enough at {@code now} to count. */
    boolean isValid(Instant now) {
        return Duration.between(seenAt, now).compareTo(MAX_AGE) <= 0;
    }

    /** Whether this Sentinel knows {@code other} as a member of the master's group: as the master or as one of its replicas. */
    public boolean knows(Address other) {
        return address.equals(other) || replicas.contains(other);
    }
}
