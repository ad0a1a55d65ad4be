package nutkeeper.demo;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nutkeeper.topology.Address;

/** The ground on which a world is built: its folder, its ports, its processes and its password; it lays out nodes, not yet started. */
final class Site {
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Path folder;
    private final Ports ports;
    private final String password;
    private final Processes processes;

    private Site(Path folder, Ports ports, String password) {
        this.folder = folder;
        this.ports = ports;
        this.password = password;
        this.processes = new Processes(folder);
    }

    /** A new folder and a block of ports, with a password made up where one is wanted. */
    static Site claim(boolean withPassword) {
        Random random = new Random();
        Ports ports = Ports.claim(random);
        return new Site(WorldFiles.newFolder(), ports, withPassword ? Long.toHexString(random.nextLong()) : "");
    }

    Path folder() {
        return folder;
    }

    Path settings() {
        return folder.resolve("nutkeeper.yml");
    }

    Processes processes() {
        return processes;
    }

    /** An address together with the password of this world. */
    Endpoint endpoint(Address address) {
        return new Endpoint(address, password);
    }

    Group group(String name, int replicas) {
        return new Group(
                name,
                IntStream.rangeClosed(0, replicas)
                        .mapToObj(i -> ports.next())
                        .map(address -> new RedisServer(
                                endpoint(address),
                                WorldFiles.subfolder(folder, name + "-" + address.port()),
                                processes))
                        .toList());
    }

    List<Sentinel> sentinels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Sentinel(
                        new Endpoint(ports.next(), ""),
                        password,
                        WorldFiles.subfolder(folder, "sentinel-" + i),
                        processes))
                .toList();
    }

    List<Nutcracker> nutcrackers(int count, int pools) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> nutcracker("nutcracker-" + i, pools))
                .toList();
    }

    /** The five settings that every user has, and where the state goes. */
    void writeSettings(List<Sentinel> sentinels, List<Nutcracker> nutcrackers) {
        String addresses =
                sentinels.stream().map(Sentinel::address).map(Address::toString).collect(Collectors.joining(", "));
        String proxies = nutcrackers.stream()
                .map(nutcracker -> "  - config_file: " + nutcracker.config() + "\n    restart_command: sh "
                        + nutcracker.restartScript() + "\n")
                .collect(Collectors.joining());
        WorldFiles.write(settings(), """
                sentinels:
                  addresses: [%s]
                proxies:
                %slog:
                  file: %s
                state_dir: %s
                """.formatted(
                        addresses, proxies, folder.resolve("nutkeeper.log"), WorldFiles.subfolder(folder, "state")));
    }

    /** Ends every process of this ground, gives the ports back and deletes the folder. */
    void end(List<Nutcracker> nutcrackers) {
        List<Closeable> steps = List.of(processes, () -> sweep(nutcrackers), ports, () -> WorldFiles.delete(folder));
        Closing.all(steps);
    }

    private Nutcracker nutcracker(String name, int pools) {
        Map<String, Address> listens = new LinkedHashMap<>();
        IntStream.rangeClosed(1, pools).forEach(i -> listens.put("pool" + i, ports.next()));
        return new Nutcracker(name, WorldFiles.subfolder(folder, name), ports.next(), listens, password, processes);
    }

    /** twemproxies are no children of ours, and a restart may be on its way: kills until nothing of it is left. */
    private static void sweep(List<Nutcracker> nutcrackers) {
        Eventually.until("all twemproxies are gone", SWEEP, () -> {
            List<ProcessHandle> left = leftOf(nutcrackers);
            left.forEach(Signal.KILL::send);
            return left.isEmpty();
        });
    }

    private static List<ProcessHandle> leftOf(List<Nutcracker> nutcrackers) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> nutcrackers.stream().anyMatch(nutcracker -> nutcracker.concerns(process)))
                    .toList();
        }
    }
}
