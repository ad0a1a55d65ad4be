package nutkeeper.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper version}. */
@Command(name = "version", description = "Prints the version of nutkeeper and of the Java it runs on.")
final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "nutkeeper " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
            };
        }
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(new Provider().getVersion()[0]);
    }
}
