package nutkeeper.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.Said;
import nutkeeper.topology.SentinelId;

/**
 * A keeper in a world in which everything goes wrong, and then everything agrees. All that happens follows from the seed;
 * the clock is a number that the simulation moves.
 */
final class Simulation {
    private static final Duration CALM = Duration.ofSeconds(90);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(60);

    private final Random random;
    private final int sentinels;
    private final Policy policy;
    private final List<SimulatedMaster> masters;
    private final List<SimulatedProxy> proxies;
    private final Invariants invariants;
    private final boolean[] linked;
    private final boolean[] seeing;
    private final SimulatedAnswers answers;
    private final Map<MasterName, Instant> armed = new HashMap<>();
    private final Map<String, List<Shard>> names;
    private Instant now = Instant.EPOCH.plusSeconds(1_000_000);
    private KeeperState state = KeeperState.EMPTY;
    private int plans;

    Simulation(long seed) {
        this.random = new Random(seed);
        this.sentinels = random.nextInt(4) == 0 ? 5 : 3;
        this.masters = List.of("m1", "m2", "m3").stream()
                .map(name -> new SimulatedMaster(name, sentinels))
                .toList();
        this.proxies = List.of(new SimulatedProxy("/one.yml"), new SimulatedProxy("/two.yml"));
        this.answers = new SimulatedAnswers(masters, random);
        Address forbidden = Said.node("m2c");
        this.policy = new Policy(
                random.nextBoolean() ? Level.LEADER : Level.MAJORITY,
                random.nextInt(4) == 0,
                random.nextInt(10) == 0,
                random.nextInt(4) == 0 ? address -> !address.equals(forbidden) : any -> true);
        this.invariants = new Invariants(sentinels, policy);
        this.linked = new boolean[sentinels];
        this.seeing = new boolean[sentinels];
        Arrays.fill(linked, true);
        Arrays.fill(seeing, true);
        this.names = proxies.stream().collect(Collectors.toMap(SimulatedProxy::path, SimulatedProxy::shards));
    }

    /** One event of the bad time, and the keeper's round after it. */
    void event() {
        now = now.plusMillis(1 + random.nextInt(random.nextInt(5) == 0 ? 2000 : 120));
        misfortune();
        for (int i = 0; i < sentinels; i++) {
            if (linked[i] && random.nextInt(3) > 0) {
                post(i);
            }
        }
        answers.deliver(now);
        for (SimulatedProxy proxy : proxies) {
            proxy.running()
                    .filter(running -> !running.endsAt().isAfter(now))
                    .ifPresent(running -> learn(proxy, running.plan(), proxy.end(running.plan(), random)));
        }
        round(1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 20), 3000, random.nextInt(8) == 0);
    }

    /** From now on all agree and everything works: in the end the files are right and the keeper is silent. */
    void calm() {
        masters.forEach(master -> master.calm(random.nextInt(3) == 0));
        while (masters.stream().anyMatch(master -> !policy.allowed().test(master.truth()))) {
            masters.forEach(master -> master.failover(random));
            masters.forEach(master -> master.calm(false));
        }
        Arrays.fill(linked, true);
        Arrays.fill(seeing, true);
        Instant end = now.plus(CALM);
        Instant silent = now.plus(SILENT_AFTER);
        int rounds = 0;
        Duration wait = Duration.ofMillis(1);
        while (now.isBefore(end)) {
            now = nextAfter(wait);
            for (int i = 0; i < sentinels; i++) {
                post(i);
            }
            answers.deliver(now);
            for (SimulatedProxy proxy : proxies) {
                proxy.running()
                        .filter(running -> !running.endsAt().isAfter(now))
                        .ifPresent(running -> learn(proxy, running.plan(), proxy.succeed(running.plan())));
            }
            int before = plans;
            wait = round(2, 50, false);
            if (now.isAfter(silent)) {
                rounds++;
                assertThat(plans).as("plans although all is well").isEqualTo(before);
            }
        }
        assertThat(rounds).as("rounds in 30 s of silence").isLessThan(60);
        proxies.forEach(this::checkTruth);
    }

    private void checkTruth(SimulatedProxy proxy) {
        if (policy.observe()) {
            assertThat(plans).as("plans of an observer").isZero();
            return;
        }
        assertThat(proxy.switchDue()).as("switch due in the end").isFalse();
        for (SimulatedMaster master : masters) {
            Shard shard = new Shard("alpha", master.name().name());
            assertThat(proxy.at(shard))
                    .as("%s of %s in the end", shard, proxy.path())
                    .isEqualTo(master.truth());
        }
        assertThat(proxy.at(new Shard("beta", "m1")))
                .isEqualTo(masters.getFirst().truth());
    }

    private void misfortune() {
        SimulatedMaster master = masters.get(random.nextInt(masters.size()));
        int sentinel = random.nextInt(sentinels);
        switch (random.nextInt(40)) {
            case 0 -> {
                armed.put(master.name(), now);
                master.failover(random);
            }
            case 1 -> master.wakeWithAnOldView(random);
            case 2 -> master.tie(random);
            case 3 -> master.jump(random);
            case 4 -> master.monitorAnewEverywhere(random);
            case 5, 6 -> master.changeARole(random);
            case 7 -> linked[sentinel] = false;
            case 8, 9 -> linked[sentinel] = true;
            case 10 -> seeing[sentinel] = random.nextBoolean();
            case 11 -> editByHand();
            case 12 -> master.deny(sentinel(sentinel), now);
            case 13 -> {
                if (random.nextInt(3) == 0) {
                    restartKeeper();
                }
            }
            case 14 -> {
                if (random.nextInt(4) == 0) {
                    Arrays.fill(linked, false);
                }
            }
            default -> master.gossip(random);
        }
    }

    private void editByHand() {
        SimulatedProxy proxy = proxies.get(random.nextInt(proxies.size()));
        SimulatedMaster master = masters.get(random.nextInt(masters.size()));
        proxy.editByHand(new Shard("alpha", master.name().name()), master.anyNode(random), random.nextInt(8) == 0);
    }

    /** Only what is written to disk survives: what was confirmed, and every member that was met. */
    private void restartKeeper() {
        Map<MasterName, MasterState> kept = new HashMap<>();
        state.masters().forEach((name, known) -> kept.put(name, known.asking(Optional.empty())));
        state = new KeeperState(kept, Map.of());
        proxies.forEach(proxy -> proxy.abandon(random));
        masters.forEach(SimulatedMaster::forgetVotes);
        answers.forget();
        invariants.keeperRestarted();
    }

    /** Observes, decides, checks, acts; answers how long the keeper would sleep. */
    private Duration round(int answerMillis, int rolloutMillis, boolean lie) {
        Observation seen = new Observation(
                now,
                masters.stream().collect(Collectors.toMap(SimulatedMaster::name, SimulatedMaster::ballot)),
                Map.of("", new Electorate(sentinels, OptionalInt.empty())),
                answers.arrived(),
                armed,
                Map.of(),
                true,
                proxies.stream().map(SimulatedProxy::view).toList());
        Round round = Keeper.decide(state, seen, policy);
        invariants.check(state, seen, round);
        state = round.state();
        answers.ask(round.ask(), now, answerMillis, lie);
        for (SimulatedProxy proxy : proxies) {
            if (round.decision(proxy.path()) instanceof Decision.RollOut(Plan plan)) {
                plans++;
                proxy.start(plan, now.plusMillis(1 + random.nextInt(rolloutMillis)));
            }
            assertThat(proxy.shards()).as("names in %s", proxy.path()).isEqualTo(names.get(proxy.path()));
            assertThat(proxy.at(new Shard("cache", "m1"))).isEqualTo(Said.node("m1a"));
        }
        return round.wakeIn();
    }

    private void learn(SimulatedProxy proxy, Plan plan, Outcome outcome) {
        invariants.ended(proxy.path(), plan, outcome, now);
        state = Keeper.after(state, proxy.path(), plan, outcome, now, random.nextDouble());
    }

    private void post(int index) {
        masters.forEach(master -> master.post(sentinel(index), index, seeing[index], now));
    }

    private static SentinelId sentinel(int index) {
        return Said.sentinel("s" + (index + 1));
    }

    /** The next moment at which the bell rings, or at which the keeper would come of itself. */
    private Instant nextAfter(Duration wait) {
        List<Instant> moments = new ArrayList<>(List.of(now.plus(wait)));
        moments.addAll(answers.arrivals());
        proxies.forEach(proxy -> proxy.running().ifPresent(running -> moments.add(running.endsAt())));
        Instant next = Objects.requireNonNull(
                moments.stream().min(Comparator.naturalOrder()).orElse(null));
        return next.isAfter(now) ? next : now.plusMillis(1);
    }
}
