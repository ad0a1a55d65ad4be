package nutkeeper.daemon;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.ProxyView;
import nutkeeper.sentinel.Board;
import nutkeeper.sentinel.CachedNames;
import nutkeeper.sentinel.Endpoint;
import nutkeeper.sentinel.RoleProbe;
import nutkeeper.sentinel.Sentinels;
import nutkeeper.settings.SentinelCount;
import nutkeeper.settings.SentinelGroup;
import nutkeeper.settings.Settings;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.MasterName;

/**
 * Everything that is seen: the Sentinels, the data nodes' ROLE and the proxies' files, put together into one observation.
 * Also decides which masters are asked about: those that a file or the settings name.
 */
public final class Lookout implements AutoCloseable {
    private final Passwords passwords;
    private final InstantSource clock;
    private final Board board;
    private final CachedNames names;
    private final RoleProbe probe;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer;
    private final List<Sentinels> groups = new ArrayList<>();
    private volatile List<ProxyView> views = List.of();

    /**
     * @param bell rung whenever something is worth a new look
     * @param allMasters ask about every master that the Sentinels know, not only the served ones
     */
    public Lookout(
            Settings settings,
            Map<String, String> environment,
            InstantSource clock,
            Runnable bell,
            boolean allMasters) {
        this.passwords = new Passwords(environment);
        this.clock = clock;
        this.board = new Board(bell);
        this.names = new CachedNames(settings::translated, clock, workers);
        this.probe = new RoleProbe(
                board,
                clock,
                workers,
                node -> new NodeCredentials(settings.redis(), passwords)
                        .of(node, views, board.snapshot().ballots()));
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sentinel-timer").factory());
        settings.sentinels().forEach(group -> groups.add(sentinels(group, allMasters)));
    }

    /** Starts to listen; the first views and what is remembered tell which masters are served. */
    public void start(List<ProxyView> first, KeeperState remembered) {
        observe(first, remembered);
        groups.forEach(Sentinels::start);
    }

    /** Asks these nodes for their ROLE; the bell rings when they answer. */
    public void ask(Set<Address> nodes) {
        nodes.forEach(probe::ask);
    }

    /** What is seen now, of the proxies as they are given. */
    public Observation observe(List<ProxyView> now, KeeperState remembered) {
        views = List.copyOf(now);
        Board.Snapshot posted = board.snapshot();
        Map<MasterName, Ballot> ballots = new HashMap<>(posted.ballots());
        Map<Address, Address> resolved = resolved();
        List<String> groupNames = groups.stream().map(Sentinels::name).toList();
        Served served = Served.of(views, groupNames, ballots, remembered, resolved);
        groups.forEach(group -> group.serve(ofGroup(served.masters(), group.name()), served.curious()));
        boolean allTold =
                groups.stream().allMatch(group -> group.hasTold(posted.ballots().keySet()));
        served.masters().forEach(master -> ballots.putIfAbsent(master, Ballot.EMPTY));
        Map<String, Electorate> electorates = new HashMap<>();
        groups.forEach(group -> electorates.put(group.name(), group.electorate()));
        return new Observation(
                clock.instant(), ballots, electorates, posted.roles(), posted.armed(), resolved, allTold, now);
    }

    /** The state of every conversation with a Sentinel, by its address. */
    public Map<Address, Board.LinkState> links() {
        return new LinkedHashMap<>(board.snapshot().links());
    }

    @Override
    public void close() {
        groups.forEach(Sentinels::stop);
        probe.stop();
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static Set<String> ofGroup(Set<MasterName> masters, String group) {
        return masters.stream()
                .filter(master -> master.group().equals(group))
                .map(MasterName::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All names at once: each waits for a bounded time the first time it is asked, and not one after the other. */
    private Map<Address, Address> resolved() {
        List<Address> named = views.stream()
                .flatMap(ProxyView::redisServers)
                .flatMap(server -> server.address().stream())
                .filter(address -> !address.isNumeric())
                .distinct()
                .toList();
        Map<Address, Address> resolved = new ConcurrentHashMap<>();
        if (!named.isEmpty()) {
            List<CompletableFuture<Void>> asked = named.stream()
                    .map(address ->
                            CompletableFuture.runAsync(() -> resolved.put(address, names.resolve(address)), workers))
                    .toList();
            CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0])).join();
        }
        return resolved;
    }

    private Sentinels sentinels(SentinelGroup group, boolean allMasters) {
        OptionalInt expected = group.expected() instanceof SentinelCount.Exactly exactly
                ? OptionalInt.of(exactly.count())
                : OptionalInt.empty();
        List<Endpoint> endpoints = group.addresses().stream()
                .map(address ->
                        new Endpoint(address, group.credentials().username(), passwords.of(group.credentials())))
                .toList();
        Sentinels.Setup setup = new Sentinels.Setup(group.name(), endpoints, expected, allMasters);
        return new Sentinels(setup, board, names, clock, timer);
    }
}
