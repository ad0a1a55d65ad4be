package nutkeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nutkeeper.daemon.Cycle;
import nutkeeper.daemon.LogSink;
import nutkeeper.keeper.Outcome;
import nutkeeper.settings.Mode;
import nutkeeper.settings.Settings;
import nutkeeper.status.MastersPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code nutkeeper apply}. */
@Command(
        name = "apply",
        description = {
            "Does once what the daemon does all the time, then exits.",
            "Acts on the word of a majority of Sentinels only, and refuses while a daemon keeps one of the proxies.",
            "Exits with 1 if it failed or was refused, 4 if no majority of Sentinels could be heard."
        })
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption = new SettingsOption();

    @Option(
            names = "--file-only",
            description = "Write nutcracker.yml and restart nothing; for a start script that runs before twemproxy.")
    private boolean fileOnly;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Time.class,
            description = "How long to wait for the Sentinels to agree, such as 30s (default: ${DEFAULT-VALUE}).")
    private Duration within = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Settings> settings = settingsOption.read(err);
        if (settings.isEmpty()) {
            return Exit.USAGE;
        }
        if (settings.get().mode() == Mode.OBSERVE) {
            err.println("nutkeeper: mode is observe, so nothing is changed; 'nutkeeper plan' shows what would be");
            return Exit.FAILED;
        }
        try {
            LogSink.open(settings.get().log(), System.err);
            Cycle.Report report = new Cycle(settings.get(), SettingsOption.environment()).run(within, fileOnly);
            report.done().forEach(done -> out.println(sentence(done)));
            return exit(report, out);
        } catch (IOException refused) {
            err.println("nutkeeper: " + refused.getMessage());
            return Exit.FAILED;
        }
    }

    private static int exit(Cycle.Report report, PrintWriter out) {
        if (report.done().stream().anyMatch(done -> !(done.outcome() instanceof Outcome.Applied))) {
            return Exit.FAILED;
        }
        MastersPicture masters =
                new MastersPicture(report.survey().seen(), report.survey().round());
        if (!masters.allAgreed()) {
            out.print(masters.text());
            out.println("no verdict is possible about every master; what could be decided is done");
            return Exit.NO_MAJORITY;
        }
        List<String> held = report.survey().round().holds();
        if (!held.isEmpty()) {
            held.forEach(why -> out.println("held: " + why));
            return Exit.FAILED;
        }
        if (report.done().isEmpty()) {
            out.println("nothing to do: every file says what the Sentinels say");
        }
        return Exit.FINE;
    }

    private static String sentence(Cycle.Done done) {
        String plan = done.plan().repoints().isEmpty()
                ? "switch only"
                : done.plan().repoints().toString();
        return done.configFile() + ": "
                + switch (done.outcome()) {
                    case Outcome.Applied applied -> "applied " + plan + "; " + applied.proof();
                    case Outcome.Refused refused -> "refused at " + refused.step() + ": " + refused.why();
                    case Outcome.RolledBack back -> "rolled back at " + back.step() + ": " + back.why();
                    case Outcome.Stuck stuck -> "stuck at " + stuck.step() + ": " + stuck.why();
                };
    }

    /** A time as the settings write it: a whole number and ms, s, m or h. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher m = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!m.matches()) {
                throw new TypeConversionException("'" + text + "' is no time; write 500ms, 30s or 2m");
            }
            long number = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}
