package nutkeeper.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.daemon.LogSink;
import nutkeeper.daemon.Plans;
import nutkeeper.daemon.Survey;
import nutkeeper.daemon.Wiring;
import nutkeeper.keeper.Policy;
import nutkeeper.settings.Settings;
import nutkeeper.status.MastersPicture;
import nutkeeper.status.PlanPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper plan}. */
@Command(
        name = "plan",
        description = {
            "Shows as a unified diff what nutkeeper would change now, and why. Changes nothing.",
            "Exits with 0 if there is nothing to do, 3 if there is or something keeps it back, 4 if no majority of Sentinels",
            "could be heard."
        })
final class PlanCommand implements Callable<Integer> {
    private static final Duration WITHIN = Duration.ofSeconds(6);

    @Mixin
    private SettingsOption settingsOption = new SettingsOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Settings> settings = settingsOption.read(spec.commandLine().getErr());
        if (settings.isEmpty()) {
            return Exit.USAGE;
        }
        LogSink.quiet(System.err);
        Policy given = Wiring.policy(settings.get());
        Policy asIfEnforced = new Policy(given.commitOn(), given.requireRole(), false, given.allowed());
        try (Survey survey = new Survey(settings.get(), SettingsOption.environment(), false)) {
            Survey.Result result = survey.take(asIfEnforced, WITHIN);
            List<PlanPicture> pictures = Plans.of(result);
            if (output.isJson()) {
                out.println(JSON.std.asString(PlanPicture.json(pictures)));
            } else {
                pictures.forEach(picture -> out.print(picture.text()));
                out.flush();
            }
            if (pictures.stream().anyMatch(PlanPicture::changes)) {
                return Exit.DIFFERS;
            }
            if (!new MastersPicture(result.seen(), result.round()).allAgreed()) {
                return Exit.NO_MAJORITY;
            }
            return result.round().holds().isEmpty() ? Exit.FINE : Exit.DIFFERS;
        }
    }
}
