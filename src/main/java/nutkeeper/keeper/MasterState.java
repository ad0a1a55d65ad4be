package nutkeeper.keeper;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Confirmed;

/**
 * What the keeper remembers of one master.
 *
 * @param confirmed what was accepted last; durable over restarts
 * @param members every address that is or was the master's or one of its replicas', the newest last; durable as well, so
 *     that a server is still recognised after a failover that nobody watched
 * @param strangers addresses of servers that have this master's name and proved to be live masters of somebody else's;
 *     durable, since a stall of such a node must not make it ours
 * @param question what is being proven now
 */
public record MasterState(
        Optional<Confirmed> confirmed, Set<Address> members, Set<Address> strangers, Optional<Question> question) {
    /** More members than this are forgotten, the oldest first. */
    static final int MAX_MEMBERS = 64;

    public static final MasterState NEW = new MasterState(Optional.empty(), Set.of(), Set.of(), Optional.empty());

    /** Whether it says something that the Sentinels could not tell again. */
    boolean isWorthKeeping() {
        return confirmed.isPresent() || !strangers.isEmpty();
    }

    MasterState confirm(Confirmed accepted) {
        return new MasterState(Optional.of(accepted), members, strangers, question);
    }

    MasterState asking(Optional<Question> open) {
        return new MasterState(confirmed, members, strangers, open);
    }

    /** With every address that the ballot names; masters are the last to be forgotten, whenever they were met first. */
    MasterState meeting(Ballot ballot) {
        LinkedHashSet<Address> met = new LinkedHashSet<>(members);
        ballot.votes().values().forEach(vote -> vote.replicas().forEach(met::addLast));
        ballot.votes().values().forEach(vote -> met.addLast(vote.address()));
        confirmed.ifPresent(known -> met.addLast(known.address()));
        while (met.size() > MAX_MEMBERS) {
            met.removeFirst();
        }
        return met.equals(members) ? this : new MasterState(confirmed, met, strangers, question);
    }

    /** With an address that has the master's name and is somebody else's live master; members are never strangers. */
    MasterState suspecting(Address stranger) {
        LinkedHashSet<Address> known = new LinkedHashSet<>(strangers);
        known.addLast(stranger);
        while (known.size() > MAX_MEMBERS) {
            known.removeFirst();
        }
        return new MasterState(confirmed, members, known, question);
    }
}
