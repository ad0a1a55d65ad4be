package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nutkeeper.topology.Address;

/**
 * A random nutcracker.yml, the same for the same seed, as wild as twemproxy 0.5.0 accepts: all line ends, indents, quotes,
 * comments and spellings. It knows its servers without parsing, and how its text has to read once some of them have moved.
 */
final class WildConfig {
    private static final List<String> NAMES =
            List.of("s%d", "shard-%d", "a:b#%d", "\u00e9t\u00e9%d", "\uD83E\uDD5C%d", "00%d");
    private static final List<String> HOSTS = List.of(
            "10.0.0.%d", "10.0.0.%d", "redis%d", "Redis-%d.Example.ORG", "::%d", "fd00::a:%d", "/run/redis_%d.sock");
    private static final List<String> PORTS = List.of("6379", "6379", "06379", "11211", "011211", "1", "65535");
    private static final List<String> WEIGHTS = List.of("1", "1", "2", "01", "100000");
    private static final List<String> COMMENTS =
            List.of("# c", "#", "# - 10.0.0.1:6379:1 s1", "#\uD83E\uDD5C: [\"'", "# it's \u00e9t\u00e9: {");
    private static final List<String> SETTINGS = List.of(
            "timeout: 400",
            "hash: 'fnv1a_64'",
            "distribution: ketama",
            "backlog: \"512\"",
            "hash_tag: \"{}\"",
            "preconnect: false",
            "server_connections: 1",
            "auto_eject_hosts: false");

    private final Random random;
    private final String eol;
    private final IntFunction<String> listen;
    private final List<Function<Map<Shard, Address>, String>> pieces = new ArrayList<>();
    private final List<WildServer> servers = new ArrayList<>();

    private WildConfig(long seed, IntFunction<String> listen) {
        this.random = new Random(seed);
        this.eol = pick(List.of("\n", "\n", "\n", "\r\n", "\r"));
        this.listen = listen;
    }

    static WildConfig of(long seed) {
        return of(seed, pool -> "127.0.0.1:" + (22_121 + pool));
    }

    /** A file whose pools listen at these places, counted from 0. */
    static WildConfig of(long seed, IntFunction<String> listen) {
        WildConfig config = new WildConfig(seed, listen);
        config.write();
        return config;
    }

    List<WildServer> servers() {
        return Collections.unmodifiableList(servers);
    }

    String text() {
        return textAfter(Map.of());
    }

    String textAfter(Map<Shard, Address> moves) {
        return pieces.stream().map(piece -> piece.apply(moves)).collect(Collectors.joining());
    }

    private void write() {
        add(oneIn(8) ? "\uFEFF" : "");
        int indent = oneIn(8) ? random.nextInt(1, 4) : 0;
        int pools = random.nextInt(1, 5);
        for (int pool = 0; pool < pools; pool++) {
            noise();
            pool(pool, indent);
        }
        noise();
        add(oneIn(4) ? "# the end" : "");
    }

    private void pool(int number, int indent) {
        String name = pick(List.of("pool%d", "p\u00f6\u00f6l %d", "%d")).formatted(number);
        boolean redis = !oneIn(4);
        if (oneIn(8)) {
            key(indent, name, true);
            add(eol);
        } else {
            key(indent, name, false);
            endLine();
        }
        int inner = indent + random.nextInt(1, 9);
        List<Runnable> parts = new ArrayList<>();
        parts.add(() -> setting(inner, "listen", listen.apply(number)));
        parts.add(() -> list(inner, name, redis));
        if (redis) {
            parts.add(() -> setting(inner, "redis", "true"));
            parts.add(() -> setting(inner, "redis_auth", "p@#ss" + number));
        }
        for (String setting : SETTINGS.subList(0, random.nextInt(SETTINGS.size()))) {
            parts.add(() -> line(" ".repeat(inner) + setting));
        }
        Collections.shuffle(parts, random);
        parts.forEach(Runnable::run);
    }

    /** Blanks after an explicit key's colon must not be tabs: nutcracker takes them for indentation. */
    private void setting(int indent, String key, String value) {
        boolean explicit = oneIn(8);
        key(indent, key, explicit);
        add(pick(explicit ? List.of(" ", "  ") : List.of(" ", "  ", "\t", " \t ")));
        line(pick(List.of("%s", "\"%s\"", "'%s'")).formatted(value));
    }

    /** The key in one of its forms, up to and with its colon. */
    private void key(int indent, String key, boolean explicit) {
        String margin = " ".repeat(indent);
        String spelled = pick(List.of("%s", "%s", "'%s'", "\"%s\"")).formatted(key);
        add(explicit ? margin + "? " + spelled + eol + margin + ":" : margin + spelled + pick(List.of(":", ":", " :")));
    }

    private void list(int indent, String pool, boolean redis) {
        add(" ".repeat(indent) + pick(List.of("servers", "'servers'", "\"servers\"")) + ":");
        endLine();
        int dash = indent + random.nextInt(0, 5);
        int count = random.nextInt(1, 6);
        for (int i = 0; i < count; i++) {
            noise();
            WildServer server = server(pool, redis, i);
            servers.add(server);
            add(" ".repeat(dash) + "-" + gap(dash));
            pieces.add(moves ->
                    moves.containsKey(server.shard()) ? server.movedTo(moves.get(server.shard())) : server.asItIs());
            if (server.spelling().isBlock()) {
                add(eol);
            } else {
                endLine();
            }
        }
    }

    private WildServer server(String pool, boolean redis, int number) {
        String host = pick(HOSTS).formatted(number + 1);
        boolean unix = host.startsWith("/");
        String port = pick(PORTS);
        String place = unix ? host : host + ":" + port;
        boolean named = random.nextBoolean();
        String byDefault = unix ? place + ":" : port.endsWith("11211") ? host : place;
        String name = named ? pick(NAMES).formatted(number) : byDefault;
        WildServer.Spelling spelling =
                oneIn(3) ? pick(List.of(WildServer.Spelling.values())) : WildServer.Spelling.PLAIN;
        return new WildServer(
                new Shard(pool, name),
                redis,
                place,
                pick(WEIGHTS),
                named,
                spelling.needsName && !named ? WildServer.Spelling.DOUBLE_QUOTED : spelling,
                eol);
    }

    private String gap(int dash) {
        return oneIn(8)
                ? pick(List.of("", " ", " # c")) + eol + " ".repeat(dash + random.nextInt(1, 6))
                : " ".repeat(random.nextInt(1, 5));
    }

    private void noise() {
        while (oneIn(3)) {
            add(" ".repeat(random.nextInt(0, 7)) + (oneIn(3) ? "" : pick(COMMENTS)) + eol);
        }
    }

    private void line(String text) {
        add(text);
        endLine();
    }

    private void endLine() {
        add(pick(List.of("", "", "", " ", "\t", " \t ")));
        add(oneIn(4) ? " " + pick(COMMENTS) : "");
        add(eol);
    }

    private void add(String text) {
        pieces.add(moves -> text);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
