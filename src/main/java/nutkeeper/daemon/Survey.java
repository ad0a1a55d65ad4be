package nutkeeper.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import nutkeeper.keeper.Keeper;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.Placement;
import nutkeeper.keeper.Policy;
import nutkeeper.keeper.Round;
import nutkeeper.sentinel.Board.LinkState;
import nutkeeper.settings.Settings;
import nutkeeper.topology.Address;

/**
 * One look at everything, for the commands that ask once: listens until everything that is served has an answer, or until
 * time is up, and changes nothing.
 */
public final class Survey implements AutoCloseable {
    private final Settings settings;
    private final InstantSource clock = new SteadyClock();
    private final Bell bell = new Bell();
    private final Lookout lookout;
    private final List<Lane> lanes;
    private KeeperState state;

    /**
     * What was seen, and what would be decided on it.
     *
     * @param complete whether every Sentinel and every served master answered in time
     */
    public record Result(Observation seen, Round round, Map<Address, LinkState> links, boolean complete) {}

    /** @param allMasters ask about every master that the Sentinels know, not only the served ones */
    public Survey(Settings settings, Map<String, String> environment, boolean allMasters) throws IOException {
        this.settings = settings;
        this.lookout = new Lookout(settings, environment, clock, bell::ring, allMasters);
        this.lanes = settings.proxies().stream()
                .map(proxy -> new Lane(proxy, Wiring.target(settings, proxy)))
                .toList();
        this.state = new StateFile(settings.stateDir()).peek();
    }

    /** Looks until everything has answered, at most {@code within}. */
    public Result take(Policy policy, Duration within) throws InterruptedException {
        lanes.forEach(Lane::start);
        lookout.start(lanes.stream().map(Lane::view).toList(), state);
        Instant deadline = clock.instant().plus(within);
        while (true) {
            Observation seen = lookout.observe(lanes.stream().map(Lane::view).toList(), state);
            Round round = Keeper.decide(state, seen, policy);
            state = Keeper.unswitched(round.state(), state);
            lookout.ask(round.ask());
            Map<Address, LinkState> links = lookout.links();
            boolean complete = isComplete(seen, round, links);
            Duration left = Duration.between(seen.now(), deadline);
            if (complete || !left.isPositive()) {
                return new Result(seen, round, links, complete);
            }
            bell.await(left.compareTo(round.wakeIn()) < 0 ? left : round.wakeIn());
        }
    }

    private boolean isComplete(Observation seen, Round round, Map<Address, LinkState> links) {
        boolean allUp = settings.sentinels().stream()
                .flatMap(group -> group.addresses().stream())
                .allMatch(address ->
                        links.containsKey(address) && links.get(address).up());
        List<Placement> placements =
                round.placements().values().stream().flatMap(List::stream).toList();
        boolean decided = placements.stream().noneMatch(placement -> placement.rule() == Placement.Rule.UNDECIDED);
        boolean ruled = placements.stream()
                .flatMap(placement -> placement.master().stream())
                .map(round.rulings()::get)
                .allMatch(ruling -> ruling != null && ruling.cleared().isPresent());
        return allUp && seen.allTold() && decided && ruled;
    }

    @Override
    public void close() {
        lookout.close();
    }
}
