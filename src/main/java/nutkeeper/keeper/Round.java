package nutkeeper.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;

/**
 * The result of one round: what to do, what to ask, and when to come again. A value; the shell carries it out.
 *
 * @param state the next state; its confirmed masters must be durable before a switch that follows from them counts as done
 * @param decisions one for each proxy, by its config file
 * @param placements which server belongs to which master and why, by config file
 * @param ask nodes whose ROLE is wanted now
 * @param wakeIn come again after this long, even if nothing happens
 */
public record Round(
        KeeperState state,
        Map<String, Decision> decisions,
        Map<MasterName, Ruling> rulings,
        Map<String, List<Placement>> placements,
        Set<Address> ask,
        Duration wakeIn) {
    public Round {
        decisions = Map.copyOf(decisions);
        rulings = Map.copyOf(rulings);
        placements = Map.copyOf(placements);
        ask = Set.copyOf(ask);
    }

    /** Everything that keeps a change back, each with the file that it is about. */
    public List<String> holds() {
        return decisions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue() instanceof Decision.Hold hold
                        ? hold.reasons().stream().map(reason -> entry.getKey() + ": " + reason)
                        : Stream.empty())
                .toList();
    }

    /** The decision about one proxy; nothing to do, if the round knew no such proxy. */
    public Decision decision(String configFile) {
        return decisions.getOrDefault(configFile, new Decision.Hold(List.of()));
    }
}
