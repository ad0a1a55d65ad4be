package nutkeeper.keeper;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nutkeeper.topology.Address;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.RoleReport.Role;

/** The nodes' answers to ROLE, in the simulation: on their way for a while, and not always true. */
final class SimulatedAnswers {
    /** A node that does not answer is given up after this long. */
    private static final int GIVEN_UP_MILLIS = 300;

    private final List<SimulatedMaster> masters;
    private final Random random;
    private final Map<Address, RoleReport> arrived = new HashMap<>();
    private final Map<Address, Pending> pending = new HashMap<>();

    private record Pending(RoleReport report, Instant arrivesAt) {}

    SimulatedAnswers(List<SimulatedMaster> masters, Random random) {
        this.masters = masters;
        this.random = random;
    }

    Map<Address, RoleReport> arrived() {
        return arrived;
    }

    /** When the answers that are on their way will be here. */
    List<Instant> arrivals() {
        return pending.values().stream().map(Pending::arrivesAt).toList();
    }

    /** In a fixed order, so that a seed always gives the same answers. */
    void ask(Collection<Address> nodes, Instant now, int answerMillis, boolean lie) {
        nodes.stream()
                .sorted(Comparator.comparing(Address::toString))
                .filter(node -> !pending.containsKey(node))
                .forEach(node -> {
                    Role told = lie ? List.of(Role.values()).get(random.nextInt(Role.values().length)) : role(node);
                    Instant at = now.plusMillis(told == Role.UNREACHABLE ? GIVEN_UP_MILLIS : answerMillis);
                    pending.put(node, new Pending(new RoleReport(node, told, now, "simulated"), at));
                });
    }

    void deliver(Instant now) {
        List<Pending> here = pending.values().stream()
                .filter(answer -> !answer.arrivesAt().isAfter(now))
                .toList();
        here.forEach(answer -> {
            pending.remove(answer.report().address());
            arrived.put(answer.report().address(), answer.report());
        });
    }

    void forget() {
        arrived.clear();
        pending.clear();
    }

    private Role role(Address node) {
        return masters.stream()
                .filter(master -> master.has(node))
                .findFirst()
                .orElseThrow()
                .role(node);
    }
}
