package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * All Sentinels that watch the same masters: the configured ones and those they tell of. One word from any of them about a
 * master makes all of them be asked about it at once.
 */
public final class Sentinels {
    private static final Duration ARMED_HOT = Duration.ofSeconds(2);
    private static final Duration ARMED = Duration.ofSeconds(30);
    private static final Duration HOT_PACE = Duration.ofMillis(50);
    private static final Duration WARM_PACE = Duration.ofMillis(250);
    /** More Sentinels than this are not believed in: a hostile one could name any number. */
    private static final int MAX_SENTINELS = 100;

    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Setup setup;
    private final Board board;
    private final Names names;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<Address, Watcher> watchers = new LinkedHashMap<>();
    private final Map<String, Watcher> byRunId = new HashMap<>();
    private final Map<String, Instant> armed = new ConcurrentHashMap<>();
    private final Set<String> heardOf = ConcurrentHashMap.newKeySet();
    private volatile Set<String> served;
    private volatile boolean curious;
    private volatile boolean told;
    private final Set<Address> duplicates = new HashSet<>();

    /**
     * What the settings say of the group.
     *
     * @param name empty for the only, unnamed group
     * @param configured the Sentinels to start with; discovered ones get the same credentials
     * @param all whether every master that the Sentinels know is asked about, not only the served ones
     */
    public record Setup(String name, List<Endpoint> configured, OptionalInt expected, boolean all) {
        public Setup {
            configured = List.copyOf(configured);
        }
    }

    public Sentinels(
            Setup setup,
            Set<String> served,
            Board board,
            Names names,
            InstantSource clock,
            ScheduledExecutorService timer) {
        this.setup = setup;
        this.served = Set.copyOf(served);
        this.board = board;
        this.names = names;
        this.clock = clock;
        this.timer = timer;
    }

    /** Starts a watcher for every configured Sentinel. */
    public synchronized void start() {
        setup.configured().forEach(this::watch);
    }

    /** Ends all conversations; returns at once. */
    public synchronized void stop() {
        watchers.values().forEach(Watcher::stop);
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
    public synchronized Electorate electorate() {
        return new Electorate(setup.configured().size() - duplicates.size(), setup.expected());
    }

    /** The group's name; empty for the only, unnamed one. */
    public String name() {
        return setup.name();
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

    /** Whether some Sentinel has told of its masters, and {@code known} has all of them. */
    public boolean hasTold(Set<MasterName> known) {
        return told && heardOf.stream().allMatch(master -> known.contains(masterName(master)));
    }

    MasterName masterName(String master) {
        return new MasterName(setup.name(), master);
    }

    /** @throws Watcher.Duplicate if the Sentinel has a conversation with us already */
    synchronized void introduced(SentinelId id, Session session) {
        Watcher watcher = watchers.get(id.address());
        if (watcher == null) {
            throw new IllegalStateException("a session without a watcher");
        }
        Watcher other = byRunId.putIfAbsent(id.runId(), watcher);
        if (other != null && other != watcher) {
            setup.configured().stream()
                    .map(Endpoint::address)
                    .filter(id.address()::equals)
                    .forEach(duplicates::add);
            throw new Watcher.Duplicate(id.runId());
        }
        watcher.up(id.runId());
    }

    synchronized void ended(Watcher watcher) {
        byRunId.values().removeIf(watcher::equals);
    }

    synchronized void discovered(Address address, String runId) {
        if (!watchers.containsKey(address) && !byRunId.containsKey(runId) && watchers.size() < MAX_SENTINELS) {
            log.info("discovered sentinel={} run_id={}", address, quote(runId));
            Endpoint first = setup.configured().getFirst();
            watch(new Endpoint(address, first.username(), first.password()));
        }
    }

    void event(Address from, String channel, String payload) {
        SentinelEvent event = EventParser.parse(channel, payload, wanted());
        Set<String> about =
                wanted().stream().filter(master -> isAbout(event, master)).collect(Collectors.toUnmodifiableSet());
        if (about.isEmpty()) {
            log.debug("event sentinel={} channel={} payload={}", from, quote(channel), quote(payload));
            return;
        }
        about.forEach(this::askAll);
        if (event.kind().arms()) {
            about.forEach(this::arm);
        }
        log.atLevel(event.kind().isNoteworthy() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG)
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
        armed.put(master, now);
        board.arm(masterName(master), now);
        copyOfWatchers().forEach(Watcher::hurry);
    }

    private void askAll(String master) {
        copyOfWatchers()
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
        Instant now = clock.instant();
        armed.values().removeIf(at -> Duration.between(at, now).compareTo(ARMED) > 0);
        boolean hot =
                armed.values().stream().anyMatch(at -> Duration.between(at, now).compareTo(ARMED_HOT) <= 0);
        return armed.isEmpty() ? Watcher.ADDRESSES_EVERY : hot ? HOT_PACE : WARM_PACE;
    }

    Set<String> armedMasters() {
        return Set.copyOf(armed.keySet());
    }

    private void watch(Endpoint endpoint) {
        if (!watchers.containsKey(endpoint.address())) {
            Watcher watcher = new Watcher(endpoint, this, timer, RandomGenerator.getDefault());
            watchers.put(endpoint.address(), watcher);
            watcher.start();
        }
    }

    private synchronized List<Watcher> copyOfWatchers() {
        return List.copyOf(watchers.values());
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
