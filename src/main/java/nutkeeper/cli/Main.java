package nutkeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import nutkeeper.daemon.PatientLogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code nutkeeper}. */
@Command(
        name = "nutkeeper",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        usageHelpAutoWidth = true,
        description = "Keeps twemproxy (nutcracker) pointed at the masters that Redis Sentinel elects.",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            MastersCommand.class,
            RepointCommand.class,
            ServersCommand.class,
            SampleCommand.class,
            DemoCommand.class,
            VersionCommand.class,
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  fine            1  failed or refused    2  command line or settings are wrong",
            "  3  differs         4  no majority of Sentinels could be heard"
        })
public final class Main implements Runnable {
    /** The JVM would keep an answer of the name service for half a minute; a failover by name must not wait for that. */
    private static final String DNS_CACHE_SECONDS = "1";

    private final InputStream standardInput;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private Main(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        // by name only: to initialise the class would be to initialise java.util.logging before it has read the
        // property
        Security.setProperty("networkaddress.cache.ttl", DNS_CACHE_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", DNS_CACHE_SECONDS);
        System.setProperty("java.util.logging.manager", PatientLogManager.class.getName());
        System.exit(run(
                System.in,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    static int run(InputStream in, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main(in))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean told = failure instanceof IOException && failure.getMessage() != null;
                    command.getErr().println("nutkeeper: " + (told ? failure.getMessage() : failure));
                    return Exit.FAILED;
                })
                .execute(args);
    }

    InputStream standardInput() {
        return standardInput;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? The first to try: nutkeeper demo");
    }
}
