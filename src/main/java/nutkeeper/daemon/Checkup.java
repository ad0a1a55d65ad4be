package nutkeeper.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.Placement;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.settings.ProxySettings;
import nutkeeper.settings.Settings;
import nutkeeper.status.CheckPicture;
import nutkeeper.status.CheckPicture.Finding;
import nutkeeper.status.CheckPicture.Severity;
import nutkeeper.status.MastersPicture;
import nutkeeper.status.PlacementsPicture;
import nutkeeper.topology.Verdict;

/** Everything that a failover will need, tried beforehand: the Sentinels, the masters, the mapping, the file, the rights. */
public final class Checkup {
    private final Settings settings;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    public Checkup(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Looks for at most {@code within}; changes nothing. */
    public CheckPicture run(Duration within) throws IOException, InterruptedException {
        found(Severity.OK, "settings", "every key is known and valid");
        try (Survey survey = new Survey(settings, environment, false)) {
            Survey.Result result = survey.take(Wiring.policy(settings), within);
            sentinels(result);
            masters(result);
            Map<String, PlacementsPicture> placements = new LinkedHashMap<>();
            for (ProxySettings proxy : settings.proxies()) {
                String file = proxy.configFile().toString();
                List<Placement> placed = result.round().placements().getOrDefault(file, List.of());
                placements.put(file, new PlacementsPicture(placed));
                proxy(proxy, result, placed);
                lint(proxy, result);
            }
            return new CheckPicture(findings, new MastersPicture(result.seen(), result.round()), placements);
        }
    }

    private void sentinels(Survey.Result result) {
        result.links()
                .forEach((address, link) -> found(
                        link.up() && link.subscribed() ? Severity.OK : Severity.WARNING,
                        "sentinel " + address,
                        link.up()
                                ? link.subscribed() ? "connected and subscribed" : "connected, but " + link.detail()
                                : "not connected: " + link.detail()));
        if (result.links().values().stream().noneMatch(link -> link.up())) {
            found(Severity.PROBLEM, "sentinels", "none could be reached; without them nothing is ever changed");
        }
    }

    private void masters(Survey.Result result) {
        result.round().rulings().forEach((name, ruling) -> {
            boolean served = result.round().placements().values().stream()
                    .flatMap(List::stream)
                    .anyMatch(
                            placement -> placement.master().filter(name::equals).isPresent());
            if (served) {
                boolean fine = ruling.cleared().isPresent();
                found(
                        fine ? Severity.OK : Severity.PROBLEM,
                        "master " + name,
                        fine && ruling.verdict() instanceof Verdict.Agreed agreed
                                ? "at " + agreed.announced() + ": " + agreed.because()
                                : ruling.hold());
                ruling.alerts().forEach(alert -> found(Severity.WARNING, "master " + name, alert));
            }
        });
    }

    private void proxy(ProxySettings proxy, Survey.Result result, List<Placement> placed) throws InterruptedException {
        String file = proxy.configFile().toString();
        result.seen().proxies().stream()
                .filter(view -> view.configFile().equals(file))
                .filter(view -> view.parsing() instanceof Malformed)
                .forEach(view -> found(Severity.PROBLEM, file, view.parsing().toString()));
        var rehearsed = Wiring.rehearsal(settings, proxy).run();
        rehearsed.forEach(finding -> found(Severity.PROBLEM, file, finding.step() + " would fail: " + finding.why()));
        if (rehearsed.isEmpty()) {
            found(Severity.OK, file, "can be written beside and replaced, and passes nutcracker -t");
        }
        if (placed.stream().noneMatch(placement -> placement.master().isPresent())) {
            found(
                    Severity.PROBLEM,
                    file,
                    "none of its servers belongs to a master; name them like their masters, or map them in shards");
        }
        placed.stream()
                .filter(placement -> placement.master().isEmpty())
                .forEach(placement ->
                        found(Severity.WARNING, file, placement.shard() + " is left alone: " + placement.why()));
        placed.stream()
                .filter(placement -> placement.master().isPresent())
                .forEach(placement -> placement
                        .server()
                        .uneditable()
                        .ifPresent(
                                why -> found(Severity.PROBLEM, file, placement.shard() + " cannot be edited: " + why)));
        if (result.round().decisions().get(file) instanceof Decision.RollOut rollOut) {
            found(
                    Severity.WARNING,
                    file,
                    "is not as it should be: " + rollOut.plan().because());
        }
    }

    /** Never more than warnings: what twemproxy itself refuses, its own test has told by now. */
    private void lint(ProxySettings proxy, Survey.Result result) throws InterruptedException {
        String file = proxy.configFile().toString();
        for (ProxyView view : result.seen().proxies()) {
            if (view.configFile().equals(file) && view.parsing() instanceof NutcrackerConfig config) {
                LintedFile.onThisHost(proxy.configFile())
                        .findings(config)
                        .forEach(finding -> findings.add(new Finding(
                                Severity.WARNING,
                                file,
                                finding.toString(),
                                finding.rule().id(),
                                finding.rule().page())));
            }
        }
    }

    private void found(Severity severity, String subject, String text) {
        findings.add(new Finding(severity, subject, text));
    }
}
