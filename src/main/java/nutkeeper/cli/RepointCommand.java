package nutkeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.daemon.LogSink;
import nutkeeper.daemon.LooseFile;
import nutkeeper.daemon.LooseFile.Reading;
import nutkeeper.nutcracker.Edit;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Relocation;
import nutkeeper.nutcracker.Secrets;
import nutkeeper.status.UnifiedDiff;
import nutkeeper.topology.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code nutkeeper repoint}. */
@Command(
        name = "repoint",
        description = {
            "Moves servers of a nutcracker.yml to other addresses.",
            "A sed that knows what it edits: in every Redis pool, each server at OLD goes to NEW, and no other byte "
                    + "changes. Offline: needs no settings, asks no Sentinel, restarts nothing.",
            "A server without a name is given the name that twemproxy made of its old address, so that no key changes its "
                    + "shard. All moves are made at once, so A=B with B=A swaps two servers. If one line cannot be edited "
                    + "safely, none is.",
            "",
            "To look first, then do it:",
            "  nutkeeper repoint nutcracker.yml --move 10.0.0.5:6379=10.0.0.6:6379 --diff",
            "  nutkeeper repoint nutcracker.yml --move 10.0.0.5:6379=10.0.0.6:6379 --in-place",
            "",
            "Without --in-place, --output and --diff the changed file goes to standard output, passwords included.",
            "Exits with 0 if the file was changed or nothing was to change, 1 if it was refused. --diff alone writes nothing "
                    + "and exits with 3 if something would change.",
            ""
        })
final class RepointCommand implements Callable<Integer> {
    @Mixin
    private NutcrackerFile file = new NutcrackerFile();

    @Option(
            names = "--move",
            paramLabel = "OLD=NEW",
            required = true,
            converter = Move.Converter.class,
            description = {
                "Two addresses, host:port each. Can be given several times. Spelling does not matter (Redis-A:6379 is "
                        + "redis-a:6379), and no name is resolved."
            })
    private List<Move> moves = new ArrayList<>();

    @Option(
            names = "--in-place",
            description = {
                "Replace FILE itself as the daemon would: tested with nutcracker -t beforehand, in one rename, with mode, "
                        + "owner and symlinks kept. Keeps no backup. Refused while a nutkeeper daemon keeps the file."
            })
    private boolean inPlace;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Write the changed file there, whole or not at all; it is not tested.")
    private String output = "";

    @Option(
            names = "--diff",
            description = "Print what changes as a unified diff with passwords hidden, instead of the changed file.")
    private boolean diff;

    @Option(
            names = "--nutcracker",
            paramLabel = "PROGRAM",
            defaultValue = "nutcracker",
            description = "twemproxy's program, which tests the file for --in-place (default: ${DEFAULT-VALUE}).")
    private String nutcracker = "nutcracker";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    /** Where the changed file goes. */
    private sealed interface Destination {
        record StandardOutput() implements Destination {}

        record Another(Path file) implements Destination {}

        record Itself(LooseFile.OnDisk file) implements Destination {}
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<Address, Address> readdressed = Move.all(moves, spec.commandLine());
        LooseFile opened = file.open(main.standardInput());
        Destination destination = destination(opened);
        return switch (opened.read()) {
            case Reading.Refused(String why) -> refused(List.of(why));
            case Reading.Understood(NutcrackerConfig config) -> {
                Relocation relocation = Relocation.of(config, readdressed);
                tell(opened, relocation);
                yield switch (Editor.move(config, relocation.moves())) {
                    case Edit.Refused refused ->
                        refused(refused.refusals().stream()
                                .map(refusal -> opened.name() + ": " + refusal)
                                .toList());
                    case Edit.Edited(String text) ->
                        write(opened, config, text, destination)
                                .map(why -> refused(List.of(why)))
                                .orElseGet(() -> show(opened, config, text, destination));
                };
            }
        };
    }

    private Destination destination(LooseFile opened) throws IOException {
        if (inPlace && !output.isEmpty()) {
            throw usage("--in-place and --output exclude each other");
        }
        if (!inPlace && output.isEmpty()) {
            return new Destination.StandardOutput();
        }
        if (inPlace) {
            return switch (opened) {
                case LooseFile.OnDisk onDisk -> new Destination.Itself(onDisk);
                case LooseFile.Piped _ -> throw usage("--in-place needs a FILE; standard input cannot be replaced");
            };
        }
        Path to = Path.of(output);
        if (opened instanceof LooseFile.OnDisk(Path path) && isSame(path, to)) {
            throw usage("--output is FILE itself; --in-place replaces it, and tests it before");
        }
        return new Destination.Another(to);
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }

    private ParameterException usage(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** A move that moves nothing is no error, but it may be a slip of the pen. */
    private void tell(LooseFile opened, Relocation relocation) {
        relocation.vacant().forEach(at -> say(opened.name() + ": no server stands at " + at));
        relocation
                .memcached()
                .forEach(server -> say(opened.name() + ": line " + server.line() + ", column " + server.column() + ": "
                        + server + " is left alone: the pool is memcached; it has no redis: true"));
    }

    /** Why nothing was written where something should have been. */
    private Optional<String> write(LooseFile opened, NutcrackerConfig config, String text, Destination destination)
            throws InterruptedException {
        LogSink.quiet(System.err);
        return switch (destination) {
            case Destination.StandardOutput() -> Optional.empty();
            case Destination.Another(Path to) -> opened.export(text, to);
            case Destination.Itself(LooseFile.OnDisk onDisk) ->
                text.equals(config.text()) ? Optional.empty() : onDisk.replace(config, text, nutcracker);
        };
    }

    private int show(LooseFile opened, NutcrackerConfig config, String text, Destination destination) {
        boolean written = !(destination instanceof Destination.StandardOutput);
        PrintWriter out = spec.commandLine().getOut();
        if (diff || !written) {
            out.print(diff ? difference(opened, config, text) : text);
        }
        if (out.checkError()) {
            say("cannot write to standard output; what arrived there is not complete");
            return Exit.FAILED;
        }
        return diff && !written && !text.equals(config.text()) ? Exit.DIFFERS : Exit.FINE;
    }

    private static String difference(LooseFile opened, NutcrackerConfig config, String text) {
        return UnifiedDiff.of(opened.name(), config.text(), text, Secrets.of(config));
    }

    private int refused(List<String> whys) {
        whys.forEach(this::say);
        say("nothing was changed");
        return Exit.FAILED;
    }

    /** One line to standard error; a server's name may hold anything, and must not steer a terminal. */
    private void say(String line) {
        spec.commandLine().getErr().println(line.replaceAll("\\p{Cc}", "?"));
    }
}
