package nutkeeper.cli;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.demo.Demo;
import nutkeeper.demo.Launcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nutkeeper demo}. */
@Command(
        name = "demo",
        description = {
            "Shows nutkeeper at work on real processes, in a minute.",
            "Starts Redis, Sentinel and twemproxy on loopback, writes through twemproxy all the time, kills a master, then",
            "fails one over as planned, and tells which millisecond went where.",
            "Leaves the world running until Ctrl-C, and nothing behind."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End after the two failovers instead of waiting for Ctrl-C.")
    private boolean once;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "2",
            description = "Masters (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Replicas of each master (default: ${DEFAULT-VALUE}).")
    private int replicas;

    @Override
    public Integer call() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Demo(new Demo.Options(once, shards, replicas, Launcher.find(), System.out, terminal)).run();
    }
}
