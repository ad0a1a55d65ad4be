package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nutkeeper.keeper.KeeperState;
import nutkeeper.proxy.ProxyLock;
import nutkeeper.proxy.Rehearsal;
import nutkeeper.settings.ProxySettings;
import nutkeeper.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** nutkeeper as a long-running process: locks its proxies, listens, keeps, and stops in order within a bound. */
public final class Daemon {
    /** A rollout that is past its line gets this long to end when the daemon stops; its mark says the rest. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** From the last touch of a file to a look that finds it settled, whenever the first look came. */
    private static final Duration SETTLED_SURELY = ConfigSource.SETTLE.plusMillis(50);

    private static final Logger log = LoggerFactory.getLogger("daemon");

    private final Settings settings;
    private final Map<String, String> environment;
    private final InstantSource clock = new SteadyClock();
    private final Bell bell = new Bell();
    private final ExecutorService rollouts = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rollout-", 0).factory());
    private final List<ProxyLock> locks = new ArrayList<>();
    private final Lookout lookout;
    private final Thread loop;
    private final KeeperLoop keeperLoop;
    private final List<Lane> lanes;
    private final FileWatch fileWatch;

    public Daemon(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.lookout = new Lookout(settings, this.environment, clock, bell::ring, false);
        this.lanes = settings.proxies().stream()
                .map(proxy -> new Lane(proxy, Wiring.target(settings, proxy)))
                .toList();
        this.fileWatch = new FileWatch(
                settings.proxies().stream().map(ProxySettings::configFile).toList(), bell::ring, SETTLED_SURELY);
        this.keeperLoop = new KeeperLoop(
                lookout, lanes, Wiring.policy(settings), new StateFile(settings.stateDir()), bell, rollouts, clock);
        this.loop = Thread.ofPlatform().name("keeper").unstarted(keeperLoop);
    }

    /**
     * Starts everything and returns.
     *
     * @throws IOException if the state folder cannot be used or another daemon keeps one of the proxies; the message is a sentence
     */
    public void start() throws IOException {
        Wiring.makeStateDir(settings);
        KeeperState former = new StateFile(settings.stateDir()).load();
        for (ProxySettings proxy : settings.proxies()) {
            locks.add(Wiring.lock(settings, proxy));
        }
        lanes.forEach(Lane::start);
        keeperLoop.remember(former);
        lookout.start(lanes.stream().map(Lane::view).toList());
        loop.start();
        fileWatch.start();
        log.info(
                "started proxies={} state_dir={} pid={}",
                lanes.size(),
                settings.stateDir(),
                ProcessHandle.current().pid());
        rollouts.execute(this::rehearse);
    }

    /** Waits until the loop has ended. */
    public void join() throws InterruptedException {
        loop.join();
    }

    /** Stops in order: the loop, then the rollouts that still run, then the conversations, then the locks. */
    public void stop() {
        log.info("stopping");
        loop.interrupt();
        rollouts.shutdown();
        try {
            fileWatch.stop();
            loop.join(STOP_WITHIN);
            if (!rollouts.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a rollout still runs next={}", quote("leaving it; its mark makes the next start finish it"));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        lookout.close();
        for (ProxyLock lock : locks) {
            try {
                lock.close();
            } catch (IOException gone) {
                log.debug("cannot close a lock why={}", quote(gone));
            }
        }
        log.info("stopped");
    }

    /** Says at the start what would stand in the way of a rollout, and so warms up the code of its first steps. */
    private void rehearse() {
        WarmUp.run();
        for (ProxySettings proxy : settings.proxies()) {
            try {
                for (Rehearsal.Finding finding :
                        Wiring.rehearsal(settings, proxy).run()) {
                    log.warn(
                            "a rollout would fail proxy={} step={} why={} next={}",
                            proxy.configFile(),
                            finding.step(),
                            quote(finding.why()),
                            quote("mend it before a failover comes; nutkeeper check tells whether it is"));
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
