package nutkeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper sample}. */
@Command(
        name = "sample",
        description = {
            "Prints a complete nutkeeper.yml to start from.",
            "Every key is there, with its default and what it is for. Its first lines are all that most installations need."
        })
final class SampleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (InputStream sample = Main.class.getResourceAsStream("/nutkeeper/nutkeeper.yml")) {
            if (sample == null) {
                throw new IOException("the sample is missing from this build");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(sample.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
        }
        return Exit.FINE;
    }
}
