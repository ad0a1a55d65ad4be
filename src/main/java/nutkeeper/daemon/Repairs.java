package nutkeeper.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.keeper.Placement;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Round;
import nutkeeper.keeper.Ruling;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;

/**
 * Tells a repair from a failover: where the file had a shard's present master already, whoever took it out was another writer.
 * Counts the repairs, since two writers that fight restart twemproxy for ever. One proxy's; reads no clock and does no I/O.
 */
final class Repairs {
    /** More repairs than this within {@link #WINDOW} are a fight. */
    static final int PEACEFUL = 2;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<Shard, Address> right = new HashMap<>();
    private final Deque<Instant> recent = new ArrayDeque<>();
    private List<Repoint> begun = List.of();
    private int total;

    /** Learns which servers were right in a round: those whose master is known and which stand at its address. */
    void saw(Round round, String configFile) {
        for (Placement placement : round.placements().getOrDefault(configFile, List.of())) {
            placement
                    .master()
                    .flatMap(master -> cleared(round, master))
                    .filter(address -> placement.server().address().stream().anyMatch(address::equals))
                    .ifPresent(address -> right.put(placement.shard(), address));
        }
    }

    private static Optional<Address> cleared(Round round, MasterName master) {
        Ruling ruling = round.rulings().get(master);
        return ruling == null ? Optional.empty() : ruling.cleared();
    }

    /** A rollout begins; its moves back to where a server already was are repairs. */
    void begin(Plan plan) {
        begun = plan.repoints().stream()
                .filter(move -> move.to().equals(right.get(move.shard())))
                .toList();
    }

    /** The rollout has done what it should; returns the repairs among its moves. */
    List<Repoint> done(Plan plan, Instant now) {
        plan.repoints().forEach(move -> right.put(move.shard(), move.to()));
        List<Repoint> repairs = begun;
        begun = List.of();
        if (!repairs.isEmpty()) {
            total++;
            recent.addLast(now);
        }
        return repairs;
    }

    /** How many rollouts were repairs so far. */
    int total() {
        return total;
    }

    /** Whether the repair just done was one too many; asked after each, it is true once a fight, then again after as many more. */
    boolean isFight(Instant now) {
        recent.removeIf(at -> at.isBefore(now.minus(WINDOW)));
        if (recent.size() <= PEACEFUL) {
            return false;
        }
        recent.clear();
        return true;
    }
}
