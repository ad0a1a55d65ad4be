package nutkeeper.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.daemon.LogSink;
import nutkeeper.daemon.Survey;
import nutkeeper.daemon.Wiring;
import nutkeeper.settings.Settings;
import nutkeeper.status.MastersPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper masters}. */
@Command(
        name = "masters",
        description = {
            "Shows what every Sentinel says about every master.",
            "Side by side, with the verdict and its because. Changes nothing. Exits with 4 if there is a master about which no verdict is possible."
        })
final class MastersCommand implements Callable<Integer> {
    private static final Duration WITHIN = Duration.ofSeconds(4);

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
        try (Survey survey = new Survey(settings.get(), SettingsOption.environment(), true)) {
            Survey.Result result = survey.take(Wiring.policy(settings.get()), WITHIN);
            MastersPicture picture = new MastersPicture(result.seen(), result.round());
            out.print(output.isJson() ? JSON.std.asString(picture.json()) + "\n" : picture.text());
            out.flush();
            return picture.allAgreed() ? Exit.FINE : Exit.NO_MAJORITY;
        }
    }
}
