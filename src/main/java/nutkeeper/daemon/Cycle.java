package nutkeeper.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Policy;
import nutkeeper.proxy.ProxyLock;
import nutkeeper.settings.ProxySettings;
import nutkeeper.settings.Settings;
import nutkeeper.topology.Level;

/** One cycle of the daemon and no more: look, decide by majority, roll out on every proxy that needs it, remember. */
public final class Cycle {
    private final Settings settings;
    private final Map<String, String> environment;

    public Cycle(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /** What was done to one proxy. */
    public record Done(String configFile, Plan plan, Outcome outcome) {}

    /** What was seen, and what was done about it. */
    public record Report(Survey.Result survey, List<Done> done) {
        public Report {
            done = List.copyOf(done);
        }
    }

    /**
     * Looks for at most {@code within}, then acts.
     *
     * @param fileOnly write the files, restart nothing
     * @throws IOException if another nutkeeper keeps one of the proxies, or the state folder cannot be used; a sentence
     */
    public Report run(Duration within, boolean fileOnly) throws IOException, InterruptedException {
        Wiring.makeStateDir(settings);
        List<ProxyLock> locks = new ArrayList<>();
        try (Survey survey = new Survey(settings, environment, false)) {
            locks.add(Wiring.lockState(settings));
            for (ProxySettings proxy : settings.proxies()) {
                locks.add(Wiring.lock(settings, proxy));
            }
            Policy given = Wiring.policy(settings);
            Policy policy = new Policy(Level.MAJORITY, given.requireRole(), given.observe(), given.allowed());
            Survey.Result result = survey.take(policy, within);
            List<Done> done = act(result, fileOnly);
            new StateFile(settings.stateDir()).save(result.round().state());
            return new Report(result, done);
        } finally {
            for (ProxyLock lock : locks) {
                lock.close();
            }
        }
    }

    private List<Done> act(Survey.Result result, boolean fileOnly) {
        List<Done> done = new ArrayList<>();
        for (ProxySettings proxy : settings.proxies()) {
            Lane lane = new Lane(proxy, Wiring.target(settings, proxy));
            Decision decision = result.round().decisions().get(lane.configFile());
            if (decision instanceof Decision.RollOut rollOut
                    && !(fileOnly && rollOut.plan().isSwitchOnly())) {
                done.add(new Done(lane.configFile(), rollOut.plan(), lane.run(rollOut.plan(), fileOnly)));
            }
        }
        return done;
    }
}
