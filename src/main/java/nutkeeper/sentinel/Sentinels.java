package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import nutkeeper.topology.Address;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.EventParser;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.Names;
import nutkeeper.topology.SentinelEvent;
import nutkeeper.topology.SentinelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * All Sentinels that watch the same masters: the configured ones and those they tell of. One word from any of them about a
 * master makes all of them be asked about it at once.
 */
public final class Sentinels {
    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Setup setup;
    private final Board board;
    private final Names names;
    private final InstantSource clock;
    private final Roster roster;
    private final Arming arming = new Arming();
    private final Set<String> heardOf = ConcurrentHashMap.newKeySet();
    private volatile Set<String> served = Set.of();
    private volatile boolean curious;
    private volatile boolean told;

    /**
     * What the settings say of the group.
     *
     * @param name empty for the only, unnamed group
     * @param configured the Sentinels to start with, at least one; discovered ones get the credentials of the first
     * @param all whether every master that the Sentinels know is asked about, not only the served ones
     */
    public record Setup(String name, List<Endpoint> configured, OptionalInt expected, boolean all) {
        public Setup {
            configured = List.copyOf(configured);
        }

        private Endpoint endpoint(Address address) {
            Endpoint first = configured.getFirst();
            return new Endpoint(address, first.username(), first.password());
        }
    }

    public Sentinels(Setup setup, Board board, Names names, InstantSource clock, ScheduledExecutorService timer) {
        this.setup = setup;
        this.board = board;
        this.names = names;
        this.clock = clock;
        this.roster = new Roster(
                setup.configured().stream().map(Endpoint::address).toList(),
                address -> new Watcher(setup.endpoint(address), this, timer, RandomGenerator.getDefault()));
    }

    /** Starts a watcher for every configured Sentinel. */
    public void start() {
        roster.start();
    }

    /** Ends all conversations; returns at once. */
    public void stop() {
        roster.stop();
    }

    /**
     * From now on asks about these masters; a new one at once.
     *
     * @param alsoOthers whether the Sentinels' other masters and their replicas are of interest too, now and then, since the
     *     address of some server may be one of them
     */
    public void serve(Set<String> masters, boolean alsoOthers) {
        Set<String> before = wanted();
        served = Set.copyOf(masters);
        curious = alsoOthers;
        wanted().stream().filter(master -> !before.contains(master)).forEach(this::askAll);
    }

    /** How many Sentinels there are, as far as the settings say. */
    public Electorate electorate() {
        return new Electorate(roster.configuredCount(), setup.expected());
    }

    /** The group's name; empty for the only, unnamed one. */
    public String name() {
        return setup.name();
    }

    /** Whether some Sentinel has told of its masters, and {@code known} has all of them. */
    public boolean hasTold(Set<MasterName> known) {
        return told && heardOf.stream().allMatch(master -> known.contains(masterName(master)));
    }

    Set<String> wanted() {
        if (!setup.all()) {
            return served;
        }
        Set<String> all = new TreeSet<>(served);
        all.addAll(heardOf);
        return all;
    }

    void heardOf(Set<String> masters) {
        heardOf.addAll(masters);
        told = true;
    }

    /** Whether a master that is not served should be asked about now and then. */
    boolean isCurious() {
        return curious;
    }

    MasterName masterName(String master) {
        return new MasterName(setup.name(), master);
    }

    /** @throws Watcher.Duplicate if there is a conversation with this Sentinel already */
    void introduced(SentinelId id, Optional<String> notSubscribed) {
        roster.introduced(id).up(id.runId(), notSubscribed);
    }

    void ended(Watcher watcher) {
        roster.ended(watcher);
    }

    void discovered(Address address, String runId) {
        Instant now = clock.instant();
        roster.listed(address, runId, now);
        roster.retire(now).forEach(board::forget);
    }

    void event(Address from, String channel, String payload) {
        SentinelEvent event = EventParser.parse(channel, payload, wanted());
        Set<String> about =
                wanted().stream().filter(master -> isAbout(event, master)).collect(Collectors.toUnmodifiableSet());
        about.forEach(this::askAll);
        if (event.kind().arms()) {
            about.forEach(this::arm);
        }
        boolean noteworthy = !about.isEmpty() && event.kind().isNoteworthy();
        log.atLevel(noteworthy ? Level.INFO : Level.DEBUG)
                .log("event sentinel={} channel={} payload={}", from, quote(channel), quote(payload));
    }

    /** A channel that we do not know counts as a word about every master it names. */
    private static boolean isAbout(SentinelEvent event, String master) {
        return event.about()
                .master()
                .map(master::equals)
                .orElseGet(() -> event.about() instanceof SentinelEvent.Text
                        && (" " + event.payload() + " ").contains(" " + master + " "));
    }

    private void arm(String master) {
        Instant now = clock.instant();
        arming.arm(master, now);
        board.arm(masterName(master), now);
        roster.all().forEach(Watcher::hurry);
    }

    private void askAll(String master) {
        roster.all()
                .forEach(watcher -> watcher.session().ifPresent(session -> {
                    try {
                        session.ask(master);
                    } catch (RuntimeException broken) {
                        session.abort();
                    }
                }));
    }

    /** How soon to ask for addresses again. */
    Duration pace() {
        return arming.pace(clock.instant(), Watcher.ADDRESSES_EVERY);
    }

    Set<String> armedMasters() {
        return arming.masters();
    }

    Board board() {
        return board;
    }

    Names names() {
        return names;
    }

    InstantSource clock() {
        return clock;
    }
}
