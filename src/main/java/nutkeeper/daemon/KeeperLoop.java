package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.Keeper;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Policy;
import nutkeeper.keeper.Round;
import nutkeeper.topology.MasterName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: looks, decides, acts, remembers, and waits for the bell or until the decision said to come again. One thread;
 * rollouts run beside it, one to a lane, and come back as outcomes.
 */
final class KeeperLoop implements Runnable {
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger("keeper");

    private final Lookout lookout;
    private final List<Lane> lanes;
    private final Policy policy;
    private final StateFile stateFile;
    private final Bell bell;
    private final Executor executor;
    private final InstantSource clock;
    private final Journal journal = new Journal();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private KeeperState state = KeeperState.EMPTY;
    private KeeperState saved = KeeperState.EMPTY;
    private boolean saidUnsaved;

    private record Ended(Lane lane, Plan plan, Outcome outcome) {}

    KeeperLoop(
            Lookout lookout,
            List<Lane> lanes,
            Policy policy,
            StateFile stateFile,
            Bell bell,
            Executor executor,
            InstantSource clock) {
        this.lookout = lookout;
        this.lanes = List.copyOf(lanes);
        this.policy = policy;
        this.stateFile = stateFile;
        this.bell = bell;
        this.executor = executor;
        this.clock = clock;
    }

    /** Begins where a former life ended. */
    void remember(KeeperState former) {
        state = former;
        saved = former;
    }

    /** Runs until interrupted. A bug in one round is logged and the next round comes all the same. */
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration wait;
            try {
                wait = round();
            } catch (RuntimeException bug) {
                log.error("bug in a round next={}", quote("trying again; please report it"), bug);
                wait = AFTER_A_BUG;
            }
            try {
                bell.await(wait);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration round() {
        learn();
        Observation seen = lookout.observe(lanes.stream().map(Lane::view).toList());
        KeeperState before = state;
        Round round = Keeper.decide(before, seen, policy);
        state = round.state();
        lookout.ask(round.ask());
        act(round.decisions());
        remember();
        journal.tell(before, round, seen.now());
        return round.wakeIn();
    }

    /** What rollouts that have ended mean for the state; only now they count as done. */
    private void learn() {
        for (Ended done = ended.poll(); done != null; done = ended.poll()) {
            state = Keeper.after(
                    state, done.lane().configFile(), done.plan(), done.outcome(), clock.instant(), random.nextDouble());
            journal.ended(done.lane().configFile(), done.plan(), done.outcome(), clock.instant());
        }
    }

    private void act(Map<String, Decision> decisions) {
        for (Lane lane : lanes) {
            if (decisions.get(lane.configFile()) instanceof Decision.RollOut rollOut) {
                lane.start(rollOut.plan(), executor, (plan, outcome) -> {
                    ended.add(new Ended(lane, plan, outcome));
                    bell.ring();
                });
                journal.starting(lane.configFile(), rollOut.plan());
            }
        }
    }

    /** After the rollouts were started, since the switch must not wait for this disk; before their outcomes are heard. */
    private void remember() {
        if (sameMemory(saved, state)) {
            return;
        }
        try {
            stateFile.save(state);
            saved = state;
            saidUnsaved = false;
        } catch (IOException failed) {
            if (!saidUnsaved) {
                log.error(
                        "cannot save state why={} next={}", quote(failed), quote("keeping it in memory, trying again"));
                saidUnsaved = true;
            }
        }
    }

    private static boolean sameMemory(KeeperState one, KeeperState other) {
        return one.masters().keySet().equals(other.masters().keySet())
                && one.masters().entrySet().stream().allMatch(entry -> sameMemory(entry, other));
    }

    private static boolean sameMemory(Map.Entry<MasterName, nutkeeper.keeper.MasterState> entry, KeeperState other) {
        nutkeeper.keeper.MasterState former = other.master(entry.getKey());
        return former.confirmed().equals(entry.getValue().confirmed())
                && former.members().equals(entry.getValue().members());
    }
}
