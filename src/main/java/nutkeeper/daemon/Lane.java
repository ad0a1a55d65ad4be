package nutkeeper.daemon;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.ProxyView;
import nutkeeper.keeper.Step;
import nutkeeper.nutcracker.Parsing;
import nutkeeper.proxy.Pending;
import nutkeeper.proxy.Rollout;
import nutkeeper.proxy.Target;
import nutkeeper.settings.ProxySettings;

/**
 * One proxy: how it looks, and the one rollout that may run on it at a time. A rollout that hangs holds up its own lane only.
 * The loop alone calls it; the rollout itself runs on another thread.
 */
final class Lane {
    private final ProxySettings settings;
    private final ConfigSource source;
    private final Rollout rollout;
    private volatile boolean busy;
    private volatile boolean switchDue;
    private boolean mayHaveWritten;

    Lane(ProxySettings settings, Target target) {
        this.settings = settings;
        this.source = new ConfigSource(settings.configFile(), new SteadyClock());
        this.rollout = new Rollout(target, new EditorRenderer());
    }

    /** Learns from the disk whether a former life left a switch due, and who runs the proxy now. */
    void start() {
        switchDue = rollout.pending() instanceof Pending.SwitchDue;
        rollout.lookAround();
    }

    String configFile() {
        return settings.configFile().toString();
    }

    ProxyView view() {
        boolean running = busy;
        Parsing parsing = mayHaveWritten ? source.readOwn() : source.read();
        mayHaveWritten = running;
        return new ProxyView(configFile(), parsing, settings.shards(), running, switchDue);
    }

    /** Starts the rollout; {@code done} is told its outcome on another thread, when the lane is free again. */
    void start(Plan plan, Executor executor, BiConsumer<Plan, Outcome> done) {
        busy = true;
        mayHaveWritten = true;
        executor.execute(() -> done.accept(plan, run(plan, false)));
    }

    /** Carries out the plan before it returns; with {@code fileOnly}, without the switch. */
    Outcome run(Plan plan, boolean fileOnly) {
        busy = true;
        try {
            return fileOnly ? rollout.fileOnly(plan) : rollout.run(plan);
        } catch (RuntimeException bug) {
            return new Outcome.Stuck(Step.CONFIRM, "a bug: " + bug, java.util.List.of());
        } finally {
            start();
            busy = false;
        }
    }
}
