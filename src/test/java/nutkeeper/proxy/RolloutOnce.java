package nutkeeper.proxy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.nutcracker.Shard;
import nutkeeper.proxy.Rendering.Rendered;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;

/** One rollout in a process of its own, which a test may start among mounts of its own; it prints how it ended and what is left. */
final class RolloutOnce {
    private static final Address FROM = new Address("127.0.0.1", 6391);

    private RolloutOnce() {}

    /**
     * Takes the folder in which {@code conf/nutcracker.yml} and {@code state} lie, the address to move to, and what may be done
     * in place: {@code refuse} or {@code allow}.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String to = arguments[1];
        Path config = folder.resolve("conf/nutcracker.yml");
        Target target = new Target(
                config,
                List.of("false"),
                Duration.ofSeconds(5),
                "nutcracker",
                folder.resolve("state"),
                arguments[2].equals("allow"));
        Renderer renderer = (text, _) -> rendered(text.replace(FROM.toString(), to));
        Plan plan = new Plan(
                List.of(new Repoint(
                        new Shard("alpha", "s1"), MasterName.of("m1"), FROM, new Address("127.0.0.1", 6392))),
                Files.readString(config),
                "m1 moved");
        Rollout rollout = new Rollout(target, renderer, StepGate.OPEN, TwemproxyWorld.QUICK, InstantSource.system());
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(ended(rollout.fileOnly(plan)));
        out.println("pending " + rollout.pending());
        out.println("file is " + (Files.readString(config).equals(plan.decidedOn()) ? "as it was" : "changed"));
        try (var beside = Files.list(config.getParent())) {
            out.println("beside are "
                    + beside.map(file -> file.getFileName().toString()).sorted().toList());
        }
        out.println("lock " + lock(target));
    }

    private static String lock(Target target) {
        return switch (ProxyLock.acquire(target)) {
            case ProxyLock.Acquisition.Held _ -> "held";
            case ProxyLock.Acquisition.Denied(String why) -> "denied: " + why;
        };
    }

    private static String ended(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied applied -> "Applied " + applied.proof();
            case Outcome.Refused refused -> "Refused " + refused.step() + " " + refused.why();
            case Outcome.RolledBack back -> "RolledBack " + back.step() + " " + back.why();
            case Outcome.Stuck stuck -> "Stuck " + stuck.step() + " " + stuck.why();
        };
    }

    private static Rendered rendered(String text) {
        List<ListenAddress> listens = List.of(new ListenAddress.Tcp("127.0.0.1", 24_999));
        return new Rendered(text, listens, listens);
    }
}
