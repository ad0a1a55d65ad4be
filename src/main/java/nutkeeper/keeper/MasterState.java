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
 * @param question what is being proven now
 */
public record MasterState(Optional<Confirmed> confirmed, Set<Address> members, Optional<Question> question) {
    /** More members than this are forgotten, the oldest first. */
    static final int MAX_MEMBERS = 64;

    public static final MasterState NEW = new MasterState(Optional.empty(), Set.of(), Optional.empty());

    MasterState confirm(Confirmed accepted) {
        return new MasterState(Optional.of(accepted), members, question);
    }

    MasterState asking(Optional<Question> open) {
        return new MasterState(confirmed, members, open);
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
        return met.equals(members) ? this : new MasterState(confirmed, met, question);
    }
}
