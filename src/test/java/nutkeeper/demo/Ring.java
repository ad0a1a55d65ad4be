package nutkeeper.demo;

import java.io.Closeable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Server;
import nutkeeper.topology.Address;
import redis.clients.jedis.Jedis;

/**
 * A real twemproxy and a real Redis for every server of its file, to see which server a key belongs to. The hosts are of one
 * loopback network of its own, so that names made of addresses sort alike on every run, and a server may have any port.
 */
public final class Ring implements Closeable {
    private static final int KEYS = 4_000;

    private final Path folder = WorldFiles.newFolder();
    private final Processes processes = new Processes(folder);
    private final Map<String, Endpoint> redises = new HashMap<>();
    private final Ports ports;
    private final String network;
    private final int port;
    private int runs;

    private Ring(Ports ports, String network) {
        this.ports = ports;
        this.network = network;
        this.port = ports.next().port();
    }

    /** A ring without a process yet; closing it ends all that it came to start. */
    public static Ring open() {
        SecureRandom random = new SecureRandom();
        String network = "127." + random.nextInt(1, 255) + "." + random.nextInt(0, 255);
        return new Ring(Ports.claim(random), network);
    }

    /**
     * The file that a template stands for: {@code NET} is the network ({@code NET.2} is a host), {@code PORT} the one port
     * that is free on all its hosts, {@code FOLDER} a folder for unix sockets, and each {@code LISTEN} a free address.
     */
    public NutcrackerConfig config(String template) {
        String text = template.replace("NET", network)
                .replace("PORT", Integer.toString(port))
                .replace("FOLDER", folder.toString());
        while (text.contains("LISTEN")) {
            text = text.replaceFirst("LISTEN", ports.next().toString());
        }
        return read(text);
    }

    /** A text that is a nutcracker.yml already. */
    public static NutcrackerConfig read(String text) {
        return switch (ConfigParser.parse(text)) {
            case NutcrackerConfig config -> config;
            case Malformed malformed -> throw new WorldTrouble(malformed + " of:\n" + text);
        };
    }

    /** The address {@code NET.host:PORT}. */
    public Address address(int host) {
        return new Address(network + "." + host, port);
    }

    /**
     * Writes thousands of keys through every pool of a twemproxy with this file, while all Redis are empty, and tells for
     * each key, which begins with its pool's name, the position in the file of the server that got it.
     */
    public Map<String, Integer> place(NutcrackerConfig config) {
        List<Server> servers =
                config.pools().stream().flatMap(pool -> pool.servers().stream()).toList();
        servers.forEach(server -> redis(server).ask(Jedis::flushAll));
        try (RingProxy proxy =
                RingProxy.start(processes, folder.resolve("nutcracker-" + runs++), config, ports.next())) {
            config.pools().forEach(pool -> proxy.write(pool.listen(), keys(pool)));
        }
        return config.pools().stream().collect(TreeMap::new, this::find, Map::putAll);
    }

    /** The keys that {@link #place} writes through a pool; fnv1a_64 spreads numbers only where some characters follow them. */
    public static List<String> keys(Pool pool) {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> pool.name() + "/" + i + "/basket")
                .toList();
    }

    private void find(Map<String, Integer> placement, Pool pool) {
        for (int i = 0; i < pool.servers().size(); i++) {
            int position = i;
            redis(pool.servers().get(i))
                    .ask(jedis -> jedis.keys(pool.name() + "/*"))
                    .forEach(key -> placement.put(key, position));
        }
    }

    /** The Redis at which a server stands, started when it is first asked for. */
    private Endpoint redis(Server server) {
        return redises.computeIfAbsent(
                server.address().map(Address::toString).orElseGet(server::at), place -> startRedis(server));
    }

    /** One at a unix socket has a port besides, by which its keys are read. */
    private Endpoint startRedis(Server server) {
        Address address = server.address().orElseGet(ports::next);
        Path output = folder.resolve("redis-" + redises.size() + ".log");
        processes.start(
                output,
                List.of(
                        Program.REDIS_SERVER.path().toString(),
                        "--bind " + address.host(),
                        "--port " + address.port(),
                        "--save ''",
                        "--appendonly no",
                        "--unixsocket '" + (server.address().isEmpty() ? server.host() : "") + "'"));
        Endpoint redis = new Endpoint(address, "");
        Eventually.until(
                "redis-server on " + redis + " answers (see " + output + ")",
                WorldFiles.START,
                () -> redis.ask(Jedis::ping).equals("PONG"));
        return redis;
    }

    @Override
    public void close() {
        Closing.all(List.of(processes, ports, () -> WorldFiles.delete(folder)));
    }
}
