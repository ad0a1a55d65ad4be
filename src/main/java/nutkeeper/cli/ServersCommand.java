package nutkeeper.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import nutkeeper.daemon.LooseFile;
import nutkeeper.daemon.LooseFile.Reading;
import nutkeeper.status.ServersPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code nutkeeper servers}. */
@Command(
        name = "servers",
        description = {
            "Lists what nutkeeper reads in a nutcracker.yml, one row a server. Offline: needs no settings and asks no "
                    + "Sentinel.",
            "NAME tells whether the name stands in the line (pinned) or twemproxy makes it from host and port (default); "
                    + "twemproxy spreads keys by this name. EDITABLE tells whether nutkeeper could move the server, and if "
                    + "not, why.",
            "Exits with 1 if the file cannot be read, or not be read safely.",
            ""
        })
final class ServersCommand implements Callable<Integer> {
    @Mixin
    private NutcrackerFile file = new NutcrackerFile();

    @Mixin
    private OutputOption output = new OutputOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LooseFile opened = file.open(main.standardInput());
        return switch (opened.read()) {
            case Reading.Refused(String why) -> {
                spec.commandLine().getErr().println(why);
                yield Exit.FAILED;
            }
            case Reading.Understood understood -> print(new ServersPicture(understood.config()));
        };
    }

    private int print(ServersPicture picture) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(output.isJson() ? JSON.std.asString(picture.json()) + "\n" : picture.text());
        out.flush();
        return Exit.FINE;
    }
}
