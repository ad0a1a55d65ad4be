package nutkeeper.keeper;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.Tally;
import nutkeeper.topology.Verdict;

/**
 * The brain. One round takes everything that is known at one moment and answers what to do; it reads no clock and does no
 * I/O, so the same observation always gives the same decision.
 */
public final class Keeper {
    /** A failover that was announced longer ago than this is not waited for. */
    static final Duration ARMED_LATELY = Duration.ofSeconds(2);

    private final Observation seen;
    private final Policy policy;
    private final Asking asking;
    private KeeperState state;
    private final Map<String, List<Placement>> placements = new HashMap<>();
    private final Map<MasterName, Ruling> rulings = new TreeMap<>();

    private Keeper(KeeperState state, Observation seen, Policy policy) {
        this.state = state;
        this.seen = seen;
        this.policy = policy;
        this.asking = new Asking(seen);
    }

    /** One round. */
    public static Round decide(KeeperState state, Observation seen, Policy policy) {
        return new Keeper(state, seen, policy).round();
    }

    /**
     * The state after a rollout has ended.
     *
     * @param random in [0, 1): spreads the retries of many proxies
     */
    public static KeeperState after(
            KeeperState state, String configFile, Plan plan, Outcome outcome, Instant now, double random) {
        ProxyState proxy = state.proxy(configFile).idle();
        for (Outcome.Timing timing : outcome.timings()) {
            proxy = timing.step() == Step.SWITCH ? proxy.switched(now) : proxy;
        }
        ProxyState next = switch (outcome) {
            case Outcome.Applied applied -> proxy.succeeded();
            case Outcome.Refused refused -> proxy.failing(failed(proxy, plan, now, random));
            case Outcome.RolledBack rolledBack -> proxy.failing(failed(proxy, plan, now, random));
            case Outcome.Stuck stuck -> proxy.failing(failed(proxy, plan.switchOnly(), now, random));
        };
        return state.with(configFile, next);
    }

    /** The state after a round whose decisions were only looked at: what was learned of the masters, the proxies as before. */
    public static KeeperState unswitched(KeeperState decided, KeeperState before) {
        return new KeeperState(decided.masters(), before.proxies());
    }

    private static ProxyState.Failed failed(ProxyState proxy, Plan plan, Instant now, double random) {
        int attempts = proxy.failed().map(ProxyState.Failed::attempts).orElse(0) + 1;
        return new ProxyState.Failed(plan, attempts, now.plus(Pace.retry(attempts, random)));
    }

    private Round round() {
        seen.ballots()
                .forEach((name, ballot) ->
                        state = state.with(name, state.master(name).meeting(ballot)));
        Placer placer = new Placer(state, seen, asking);
        seen.proxies().forEach(proxy -> placements.put(proxy.configFile(), placer.place(proxy)));
        placer.strangers()
                .forEach((name, addresses) -> addresses.forEach(
                        address -> state = state.with(name, state.master(name).suspecting(address))));
        seen.ballots().forEach(this::rule);
        Map<String, Decision> decisions = new HashMap<>();
        seen.proxies().forEach(proxy -> decisions.put(proxy.configFile(), decide(proxy)));
        state = state.retaining(name -> isServed(name) || state.master(name).isWorthKeeping());
        return new Round(state, decisions, rulings, placements, asking.wanted(), asking.wakeIn());
    }

    private void rule(MasterName name, Ballot ballot) {
        MasterState master = state.master(name);
        Electorate electorate = seen.electorates().get(name.group());
        if (electorate == null) {
            throw new IllegalStateException("no electorate for group '" + name.group() + "'");
        }
        Verdict verdict = Tally.of(ballot, master.confirmed(), electorate, seen.now());
        if (!isServed(name)) {
            rulings.put(name, Ruling.hold(verdict, "no server belongs to it", List.of()));
            return;
        }
        boolean differs = verdict instanceof Verdict.Agreed agreed && anyServerDiffers(name, agreed);
        MasterRule.Ruled ruled = new MasterRule(policy, asking).rule(verdict, master, differs);
        state = state.with(name, ruled.state());
        rulings.put(name, ruled.ruling());
    }

    /** A master to which no server belongs is looked at, but its nodes are never asked and it is not remembered. */
    private boolean isServed(MasterName name) {
        return placements.values().stream()
                .flatMap(List::stream)
                .anyMatch(placement -> placement.master().equals(Optional.of(name)));
    }

    private boolean anyServerDiffers(MasterName name, Verdict.Agreed agreed) {
        return placements.values().stream()
                .flatMap(List::stream)
                .filter(placement -> placement.master().equals(Optional.of(name)))
                .anyMatch(placement -> differs(placement, agreed));
    }

    private boolean differs(Placement placement, Verdict.Agreed agreed) {
        return placement
                .server()
                .address()
                .filter(spelled -> spelled.equals(agreed.announced())
                        || seen.canonical(spelled).equals(agreed.address()))
                .isEmpty();
    }

    private boolean isUnresolved(Placement placement) {
        return placement
                .server()
                .address()
                .filter(spelled -> seen.isUnresolved(spelled))
                .isPresent();
    }

    private Decision decide(ProxyView proxy) {
        if (proxy.busy()) {
            return new Decision.Hold(List.of("a rollout is running"));
        }
        return switch (proxy.parsing()) {
            case Malformed malformed -> new Decision.Hold(List.of(malformed.toString()));
            case NutcrackerConfig config -> decide(proxy, config);
        };
    }

    private Decision decide(ProxyView proxy, NutcrackerConfig config) {
        List<Repoint> repoints = new ArrayList<>();
        TreeSet<String> holds = new TreeSet<>();
        List<String> because = new ArrayList<>();
        for (Placement placement : placements.getOrDefault(proxy.configFile(), List.of())) {
            placement.master().ifPresent(name -> consider(placement, name, repoints, because, holds));
        }
        if (repoints.isEmpty() && !proxy.switchDue()) {
            state = state.with(
                    proxy.configFile(), state.proxy(proxy.configFile()).idle());
            return new Decision.Hold(List.copyOf(holds));
        }
        if (repoints.isEmpty()) {
            because.add("the file was changed and twemproxy is not known to run it");
        }
        return paced(
                proxy,
                new Plan(repoints, config.text(), because.stream().distinct().collect(joining("; "))),
                holds);
    }

    private void consider(
            Placement placement, MasterName name, List<Repoint> repoints, List<String> because, Set<String> holds) {
        Ruling ruling = rulings.get(name);
        if (ruling == null) {
            holds.add(name + ": nothing was heard of it");
        } else if (ruling.cleared().isEmpty()) {
            holds.add(name + ": " + ruling.hold());
        } else if (ruling.verdict() instanceof Verdict.Agreed agreed && differs(placement, agreed)) {
            if (isUnresolved(placement)) {
                holds.add(
                        placement.shard() + ": its host name does not resolve, so it cannot be compared; trying again");
                return;
            }
            Optional<Address> from = placement
                    .server()
                    .address()
                    .filter(any -> placement.server().uneditable().isEmpty());
            if (from.isPresent()) {
                repoints.add(new Repoint(placement.shard(), name, from.get(), agreed.announced()));
                because.add(name + ": " + agreed.because());
            } else {
                holds.add(placement.shard() + " in line " + placement.server().line() + ": "
                        + placement.server().uneditable().orElse("it is no host and port")
                        + "; by hand, it has to become " + agreed.announced());
            }
        }
    }

    private Decision paced(ProxyView proxy, Plan plan, Set<String> holds) {
        if (policy.observe()) {
            holds.add("mode is observe; would "
                    + (plan.isSwitchOnly()
                            ? "switch twemproxy to the file as it is"
                            : "change "
                                    + plan.repoints().stream()
                                            .map(Repoint::toString)
                                            .collect(joining(", "))));
            return new Decision.Hold(List.copyOf(holds));
        }
        ProxyState before = state.proxy(proxy.configFile());
        Optional<Pace.Wait> wait = Pace.before(plan, before, othersArmed(proxy, plan), seen.now());
        if (wait.isPresent()) {
            asking.wake(wait.get().in());
            state = state.with(proxy.configFile(), before.waiting(seen.now()));
            holds.add(wait.get().why());
            return new Decision.Hold(List.copyOf(holds));
        }
        return new Decision.RollOut(plan);
    }

    private boolean othersArmed(ProxyView proxy, Plan plan) {
        return placements.getOrDefault(proxy.configFile(), List.of()).stream()
                .flatMap(placement -> placement.master().stream())
                .filter(name -> plan.repoints().stream()
                        .noneMatch(repoint -> repoint.master().equals(name)))
                .map(name -> seen.armed().getOrDefault(name, Instant.MIN))
                .anyMatch(at -> at.isAfter(seen.now().minus(ARMED_LATELY)));
    }
}
