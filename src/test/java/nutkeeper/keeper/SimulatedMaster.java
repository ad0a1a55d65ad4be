package nutkeeper.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport.Role;
import nutkeeper.topology.Said;
import nutkeeper.topology.SentinelId;

/**
 * One master of the simulation: three nodes, what each would answer to ROLE, and what each Sentinel believes. Every method
 * that takes a random source does one bad thing that really happens to Sentinels and to nodes.
 */
final class SimulatedMaster {
    private static final List<Role> ROLES = List.of(Role.values());

    private final MasterName name;
    private final List<Address> nodes;
    private final Map<Address, Role> roles = new HashMap<>();
    private final List<View> views = new ArrayList<>();
    private Ballot ballot = Ballot.EMPTY;
    private Address truth;

    /** What one Sentinel believes. */
    private record View(Address address, long epoch, FailoverState failover) {}

    SimulatedMaster(String name, int sentinels) {
        this.name = MasterName.of(name);
        this.nodes = List.of(Said.node(name + "a"), Said.node(name + "b"), Said.node(name + "c"));
        this.truth = nodes.getFirst();
        for (int i = 0; i < sentinels; i++) {
            views.add(new View(truth, 1, FailoverState.NONE));
        }
        settleRoles();
    }

    MasterName name() {
        return name;
    }

    Address truth() {
        return truth;
    }

    Ballot ballot() {
        return ballot;
    }

    Address anyNode(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    boolean has(Address address) {
        return roles.containsKey(address);
    }

    Role role(Address address) {
        return Objects.requireNonNull(roles.get(address));
    }

    /** The Sentinel's answer reaches the keeper. */
    void post(SentinelId sentinel, int index, boolean seesQuorum, Instant now) {
        View view = views.get(index);
        ballot = ballot.with(Said.by(sentinel, view.address(), view.epoch())
                .in(view.failover())
                .counting(views.size())
                .seeingQuorum(seesQuorum)
                .listing(new HashSet<>(nodes))
                .at(now));
    }

    void deny(SentinelId sentinel, Instant now) {
        ballot = ballot.unmonitoredBy(sentinel, now);
    }

    /** A keeper that has just started has heard nothing. */
    void forgetVotes() {
        ballot = Ballot.EMPTY;
    }

    /** One Sentinel leads a failover past the promotion; the others do not know yet. The old master lives on, or not. */
    void failover(Random random) {
        Address former = truth;
        truth = anyNode(random);
        roles.put(former, ROLES.get(random.nextInt(ROLES.size())));
        roles.put(truth, Role.MASTER);
        set(random, new View(truth, highest() + 1, FailoverState.RECONF_SLAVES));
    }

    /** One Sentinel hears of the highest epoch, as a hello tells it; a leader that is done says so. */
    void gossip(Random random) {
        View best = Objects.requireNonNull(views.stream()
                .reduce((one, other) -> other.epoch() > one.epoch() ? other : one)
                .orElse(null));
        int index = random.nextInt(views.size());
        View old = views.get(index);
        views.set(
                index,
                best.epoch() > old.epoch()
                        ? new View(best.address(), best.epoch(), FailoverState.NONE)
                        : new View(old.address(), old.epoch(), FailoverState.NONE));
    }

    void wakeWithAnOldView(Random random) {
        set(random, new View(anyNode(random), random.nextLong(highest() + 1), FailoverState.NONE));
    }

    void tie(Random random) {
        set(random, new View(anyNode(random), highest(), FailoverState.RECONF_SLAVES));
    }

    void jump(Random random) {
        set(random, new View(anyNode(random), highest() + 1 + random.nextInt(50), FailoverState.NONE));
    }

    void monitorAnewEverywhere(Random random) {
        View anew = new View(anyNode(random), 0, FailoverState.NONE);
        views.replaceAll(view -> anew);
    }

    void changeARole(Random random) {
        roles.put(anyNode(random), ROLES.get(random.nextInt(ROLES.size())));
    }

    /** All Sentinels say the truth, at a new epoch or, as after REMOVE and MONITOR, at none; all nodes say what they are. */
    void calm(boolean anew) {
        View agreed = new View(truth, anew ? 0 : highest() + 1, FailoverState.NONE);
        views.replaceAll(view -> agreed);
        settleRoles();
    }

    private void settleRoles() {
        nodes.forEach(node -> roles.put(node, node.equals(truth) ? Role.MASTER : Role.REPLICA));
    }

    private void set(Random random, View view) {
        views.set(random.nextInt(views.size()), view);
    }

    private long highest() {
        return views.stream().mapToLong(View::epoch).max().orElseThrow();
    }
}
