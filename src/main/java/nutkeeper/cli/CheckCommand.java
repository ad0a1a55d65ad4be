package nutkeeper.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.daemon.Checkup;
import nutkeeper.daemon.LogSink;
import nutkeeper.settings.Settings;
import nutkeeper.status.CheckPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper check}. */
@Command(
        name = "check",
        description = {
            "Tries beforehand everything that a failover will need.",
            "That is: settings, Sentinels, masters, which server belongs to which master and why, nutcracker -t, and the",
            "rights on files and folders. Warns of settings of twemproxy that hurt later, each with the page that tells",
            "more. Changes nothing.",
            "Exits with 1 if a failover would not be followed, 4 if no majority of Sentinels could be heard."
        })
final class CheckCommand implements Callable<Integer> {
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
        CheckPicture picture = new Checkup(settings.get(), SettingsOption.environment()).run(WITHIN);
        out.print(output.isJson() ? JSON.std.asString(picture.json()) + "\n" : picture.text());
        out.flush();
        if (!picture.masters().allAgreed()) {
            return Exit.NO_MAJORITY;
        }
        return picture.hasProblem() ? Exit.FAILED : Exit.FINE;
    }
}
