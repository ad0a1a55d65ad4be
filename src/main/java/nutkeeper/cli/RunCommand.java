package nutkeeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import nutkeeper.daemon.Daemon;
import nutkeeper.daemon.LogSink;
import nutkeeper.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nutkeeper run}: the daemon, in the foreground. */
@Command(
        name = "run",
        description = {
            "Keeps twemproxy pointed at the masters; this is the daemon.",
            "Listens to every Sentinel and, when a master changes, edits nutcracker.yml, restarts twemproxy and proves it.",
            "Stays in the foreground; SIGTERM and SIGINT stop it in order."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption = new SettingsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Settings> settings = settingsOption.read(err);
        if (settings.isEmpty()) {
            return Exit.USAGE;
        }
        try {
            LogSink.open(settings.get().log(), System.err);
        } catch (IOException unwritable) {
            err.println("cannot write the log (" + unwritable + "); make its folder writable, or set log.file");
            return Exit.FAILED;
        }
        Daemon daemon = new Daemon(settings.get(), SettingsOption.environment());
        try {
            daemon.start();
        } catch (IOException refused) {
            err.println("nutkeeper: " + refused.getMessage());
            daemon.stop();
            return Exit.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(daemon::stop));
        return daemon.join() ? Exit.FINE : Exit.FAILED;
    }
}
