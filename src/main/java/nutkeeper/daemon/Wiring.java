package nutkeeper.daemon;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import nutkeeper.keeper.Policy;
import nutkeeper.proxy.Limits;
import nutkeeper.proxy.ProxyLock;
import nutkeeper.proxy.Rehearsal;
import nutkeeper.proxy.Target;
import nutkeeper.settings.CommitOn;
import nutkeeper.settings.InPlace;
import nutkeeper.settings.Mode;
import nutkeeper.settings.ProxySettings;
import nutkeeper.settings.Settings;
import nutkeeper.topology.Level;

/** What the settings mean to the rooms that do not know them. */
public final class Wiring {
    private Wiring() {}

    /** What the operator allows. */
    public static Policy policy(Settings settings) {
        Level level = settings.commitOn() == CommitOn.LEADER ? Level.LEADER : Level.MAJORITY;
        return new Policy(level, settings.requireRole(), settings.mode() == Mode.OBSERVE, settings::allows);
    }

    /** One proxy, as a rollout wants to know it. */
    public static Target target(Settings settings, ProxySettings proxy) {
        return new Target(
                proxy.configFile(),
                proxy.restartCommand().argv(),
                proxy.restartTimeout(),
                proxy.nutcracker(),
                settings.stateDir(),
                proxy.inPlace() == InPlace.ALLOW);
    }

    /** What would stand in the way of a rollout on this proxy. */
    public static Rehearsal rehearsal(Settings settings, ProxySettings proxy) {
        return new Rehearsal(target(settings, proxy), Limits.standard());
    }

    /** @throws IOException if another daemon has it; the message is a sentence */
    static ProxyLock lock(Settings settings, ProxySettings proxy) throws IOException {
        return switch (ProxyLock.acquire(target(settings, proxy))) {
            case ProxyLock.Acquisition.Held held -> held.lock();
            case ProxyLock.Acquisition.Denied denied -> throw new IOException(denied.why());
        };
    }

    /** @throws IOException if it cannot be made; the message is a sentence */
    static void makeStateDir(Settings settings) throws IOException {
        try {
            Files.createDirectories(settings.stateDir());
        } catch (FileSystemException failed) {
            throw new IOException(
                    "cannot make the folder state_dir " + settings.stateDir() + " ("
                            + failed.getClass().getSimpleName()
                            + "); make it and give it to the user that nutkeeper runs as, or set state_dir",
                    failed);
        }
    }
}
