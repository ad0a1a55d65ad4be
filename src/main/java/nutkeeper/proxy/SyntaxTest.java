package nutkeeper.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks nutcracker itself whether it would take a file: {@code nutcracker -t}. That prints no reason (nc.c tests before it
 * opens its log), so after a refusal nutcracker is started for good, but with a stats socket that cannot be bound: it logs
 * the parse error and ends before it listens anywhere.
 */
final class SyntaxTest {
    private static final Pattern REASON = Pattern.compile("(?m)^\\[[^]]*] nc_conf\\.c:\\d+ (?:conf: )?(.+)$");
    private static final String UNBINDABLE_STATS = "/nonexistent-nutkeeper/stats.sock";

    private final String nutcracker;
    private final Executables executables;
    private final Limits limits;

    SyntaxTest(String nutcracker, Executables executables, Limits limits) {
        this.nutcracker = nutcracker;
        this.executables = executables;
        this.limits = limits;
    }

    /** A file that nutcracker accepted. Only this test can make one, and only such a file can be committed. */
    static final class TestedConfig {
        private final Path file;

        private TestedConfig(Path file) {
            this.file = file;
        }

        Path file() {
            return file;
        }
    }

    /** What nutcracker thinks of a file. */
    sealed interface Verdict {
        record Passed(TestedConfig config) implements Verdict {}

        record Failed(String why) implements Verdict {}
    }

    Verdict test(Path file) throws InterruptedException {
        Optional<Path> binary = executables.find(nutcracker);
        if (binary.isEmpty()) {
            return new Verdict.Failed("cannot find " + nutcracker + " in " + executables.searchPath()
                    + " or where Debian keeps daemons; install it or give its path");
        }
        return switch (run(binary.get(), "-t", "-c", file.toString())) {
            case Command.Ended.Exited(int status, OutputTail _)
            when status == 0 -> new Verdict.Passed(new TestedConfig(file));
            case Command.Ended.Exited(int status, OutputTail output) ->
                new Verdict.Failed("nutcracker refuses the file: " + reason(binary.get(), file, status, output));
            case Command.Ended.TimedOut(Duration limit, OutputTail _) ->
                new Verdict.Failed("nutcracker -t did not end within " + limit.toMillis()
                        + " ms; a host name in listen that does not resolve makes it wait");
            case Command.Ended.NotStarted(String why) -> new Verdict.Failed("cannot run " + binary.get() + ": " + why);
        };
    }

    private String reason(Path binary, Path file, int status, OutputTail firstOutput) throws InterruptedException {
        Command.Ended ended = run(binary, "-c", file.toString(), "-o", "", "-a", UNBINDABLE_STATS);
        if (ended instanceof Command.Ended.Exited(int _, OutputTail output)) {
            output.awaitEnd(limits.testWithin());
            Matcher reason = REASON.matcher(output.text());
            if (reason.find()) {
                return reason.group(1).replace("'" + file + "'", "the file");
            }
        }
        firstOutput.awaitEnd(limits.testWithin());
        return "exit status " + status + ", " + firstOutput.line();
    }

    private Command.Ended run(Path binary, String... arguments) throws InterruptedException {
        List<String> argv = Stream.concat(Stream.of(binary.toString()), Arrays.stream(arguments))
                .toList();
        return new Command(argv, Map.of(), limits.testWithin(), limits.killGrace()).run();
    }
}
