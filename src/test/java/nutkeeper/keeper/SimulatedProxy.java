package nutkeeper.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Edit;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;

/** One twemproxy of the simulation: its file, whether a switch is due, and the rollout that runs. */
final class SimulatedProxy {
    private static final List<Outcome.Timing> SWITCHED =
            List.of(new Outcome.Timing(Step.SWITCH, java.time.Duration.ofMillis(5)));

    private final String path;
    private NutcrackerConfig config;
    private boolean switchDue;
    private Optional<Running> running = Optional.empty();

    /** A rollout and the moment at which it ends. */
    record Running(Plan plan, Instant endsAt) {}

    SimulatedProxy(String path) {
        this.path = path;
        this.config = read(text());
    }

    String path() {
        return path;
    }

    NutcrackerConfig config() {
        return config;
    }

    boolean switchDue() {
        return switchDue;
    }

    Optional<Running> running() {
        return running;
    }

    ProxyView view() {
        return new ProxyView(path, config, Map.of(), running.isPresent(), switchDue);
    }

    /** The address of the server, as the file has it. */
    Address at(Shard shard) {
        return config.server(shard).orElseThrow().address().orElseThrow();
    }

    List<Shard> shards() {
        return config.pools().stream()
                .flatMap(pool -> pool.servers().stream())
                .map(server -> server.shard())
                .toList();
    }

    void start(Plan plan, Instant endsAt) {
        running = Optional.of(new Running(plan, endsAt));
    }

    /** Ends the rollout well, unless the file has changed meanwhile. */
    Outcome succeed(Plan plan) {
        running = Optional.empty();
        if (!config.text().equals(plan.decidedOn()) && !plan.isSwitchOnly()) {
            return new Outcome.Refused(Step.CONFIRM, "the file changed", List.of());
        }
        commit(plan);
        switchDue = false;
        return new Outcome.Applied(SWITCHED, "simulated");
    }

    /** Ends the rollout in any way that a rollout can end. */
    Outcome end(Plan plan, Random random) {
        int dice = random.nextInt(10);
        if (dice < 6 || !config.text().equals(plan.decidedOn())) {
            return succeed(plan);
        }
        running = Optional.empty();
        if (dice < 8) {
            return new Outcome.Refused(Step.TEST, "simulated", List.of());
        }
        if (dice < 9 && !plan.isSwitchOnly()) {
            return new Outcome.RolledBack(Step.PROVE, "simulated", SWITCHED);
        }
        commit(plan);
        switchDue = true;
        return new Outcome.Stuck(Step.SWITCH, "simulated", SWITCHED);
    }

    /** The keeper dies in the middle of the rollout: before the file is replaced, or after it and before the switch. */
    void abandon(Random random) {
        Optional<Running> lost = running;
        running = Optional.empty();
        if (lost.isPresent()
                && random.nextBoolean()
                && config.text().equals(lost.get().plan().decidedOn())) {
            commit(lost.get().plan());
            switchDue = true;
        }
    }

    /** Somebody else points a server somewhere, or writes a remark. */
    void editByHand(Shard shard, Address to, boolean remark) {
        config = read((remark ? "# a remark\n" : "") + edited(Map.of(shard, to)));
    }

    private void commit(Plan plan) {
        config = read(edited(plan.repoints().stream().collect(Collectors.toMap(Repoint::shard, Repoint::to))));
    }

    private String edited(Map<Shard, Address> moves) {
        return switch (Editor.move(config, moves)) {
            case Edit.Edited edited -> edited.text();
            case Edit.Refused refused -> throw new AssertionError("a move was refused: " + refused.refusals());
        };
    }

    private static String text() {
        return """
                alpha:
                  listen: 127.0.0.1:22121
                  redis: true
                  servers:
                   - m1a:6379:1 m1
                   - m2a:6379:1 m2   # a comment
                   - 'm3a:6379:1 m3'
                beta:
                  listen: 127.0.0.1:22122
                  redis: true
                  servers:
                   - "m1b:6379:1 m1"
                cache:
                  listen: 127.0.0.1:22123
                  servers:
                   - m1a:6379:1 m1
                """;
    }

    private static NutcrackerConfig read(String text) {
        return switch (ConfigParser.parse(text)) {
            case NutcrackerConfig config -> config;
            case Malformed malformed -> throw new AssertionError(malformed.toString());
        };
    }
}
