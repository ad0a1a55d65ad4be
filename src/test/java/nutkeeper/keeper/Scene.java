package nutkeeper.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.Said;

/**
 * One keeper and what it sees, put together step by step. Three Sentinels s1 to s3 in each group; nodes are called by a
 * letter, {@code a} stands for {@code a:6379}; proxies by their file. Time stands still unless it is moved.
 */
final class Scene {
    static final String FILE = "/etc/nutcracker.yml";
    static final MasterName M1 = MasterName.of("m1");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private KeeperState state = KeeperState.EMPTY;
    private final Map<MasterName, Ballot> ballots = new HashMap<>();
    private final Set<String> groups = new HashSet<>(Set.of(""));
    private final Map<Address, RoleReport> roles = new HashMap<>();
    private final Map<MasterName, Instant> armed = new HashMap<>();
    private final Map<Address, Address> resolved = new HashMap<>();
    private final Map<String, ProxyView> proxies = new LinkedHashMap<>();
    private Policy policy = new Policy(Level.LEADER, false, false, any -> true);

    /** Master m1 was confirmed at {@code node} and {@code epoch} a minute ago, and the file has it there. */
    static Scene confirmedAt(String node, long epoch) {
        Scene scene = new Scene();
        scene.remember(M1, node, epoch, Level.MAJORITY);
        return scene.file(redis(node + ":6379:1 m1"));
    }

    /** A file with one Redis pool, {@code alpha}, of these entries. */
    static String redis(String... entries) {
        return "alpha:\n  listen: 127.0.0.1:22121\n  redis: true\n  servers:\n   - " + String.join("\n   - ", entries)
                + "\n";
    }

    Scene remember(MasterName name, String node, long epoch, Level level) {
        Confirmed known = new Confirmed(Said.node(node), epoch, level, now.minusSeconds(60));
        state = state.with(
                name, new MasterState(Optional.of(known), Set.of(Said.node(node)), Set.of(), Optional.empty()));
        return this;
    }

    Scene policy(Policy next) {
        policy = next;
        return this;
    }

    Scene file(String text) {
        return file(FILE, text, Map.of());
    }

    Scene file(String path, String text, Map<Shard, MasterName> shards) {
        proxies.put(path, new ProxyView(path, ConfigParser.parse(text), shards, false, false));
        return this;
    }

    Scene busy(boolean busy) {
        ProxyView old = view();
        proxies.put(FILE, new ProxyView(FILE, old.parsing(), old.shards(), busy, old.switchDue()));
        return this;
    }

    Scene switchDue(boolean due) {
        ProxyView old = view();
        proxies.put(FILE, new ProxyView(FILE, old.parsing(), old.shards(), old.busy(), due));
        return this;
    }

    Scene says(Said... said) {
        return says(M1, said);
    }

    Scene says(MasterName name, Said... said) {
        groups.add(name.group());
        Ballot ballot = ballots.getOrDefault(name, Ballot.EMPTY);
        for (Said one : said) {
            ballot = ballot.with(one.at(now));
        }
        ballots.put(name, ballot);
        return this;
    }

    /** All three Sentinels say so. */
    Scene allSay(MasterName name, String node, long epoch) {
        return says(name, Said.by("s1", node, epoch), Said.by("s2", node, epoch), Said.by("s3", node, epoch));
    }

    Scene allSay(String node, long epoch) {
        return allSay(M1, node, epoch);
    }

    Scene deny(MasterName name, String... sentinels) {
        Ballot ballot = ballots.getOrDefault(name, Ballot.EMPTY);
        for (String sentinel : sentinels) {
            ballot = ballot.unmonitoredBy(Said.sentinel(sentinel), now);
        }
        ballots.put(name, ballot);
        return this;
    }

    Scene role(String node, RoleReport.Role role) {
        RoleReport report = new RoleReport(Said.node(node), role, now, "as staged");
        roles.put(Said.node(node), report.after(roles.get(Said.node(node))));
        return this;
    }

    Scene arm(String master) {
        armed.put(MasterName.of(master), now);
        return this;
    }

    Scene resolves(String name, String node) {
        resolved.put(Said.node(name), Said.node(node));
        return this;
    }

    Scene after(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    Scene afterMillis(long passed) {
        return after(Duration.ofMillis(passed));
    }

    /** The rollout of the plan that {@link #round} gave has ended; spread by nothing. */
    Scene ended(Plan plan, Outcome outcome) {
        state = Keeper.after(state, FILE, plan, outcome, now, 0.5);
        return this;
    }

    Round round() {
        Map<String, Electorate> electorates = new HashMap<>();
        groups.forEach(group -> electorates.put(group, new Electorate(3, OptionalInt.empty())));
        Round round = Keeper.decide(
                state,
                new Observation(
                        now, ballots, electorates, roles, armed, resolved, true, new ArrayList<>(proxies.values())),
                policy);
        state = round.state();
        return round;
    }

    Confirmed confirmed() {
        return state.master(M1).confirmed().orElseThrow();
    }

    KeeperState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    /** The plan of the next round; fails if it holds. */
    Plan plan() {
        Decision decision = round().decision(FILE);
        assertThat(decision).isInstanceOf(Decision.RollOut.class);
        return ((Decision.RollOut) decision).plan();
    }

    /** The reasons of the next round; fails if it has a plan. */
    List<String> holds() {
        Decision decision = round().decision(FILE);
        assertThat(decision).isInstanceOf(Decision.Hold.class);
        return ((Decision.Hold) decision).reasons();
    }

    private ProxyView view() {
        return Objects.requireNonNull(proxies.get(FILE));
    }
}
