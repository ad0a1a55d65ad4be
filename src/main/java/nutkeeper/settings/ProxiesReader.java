package nutkeeper.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nutkeeper.nutcracker.Shard;
import nutkeeper.settings.Parsed.Bad;
import nutkeeper.settings.Parsed.Good;
import nutkeeper.topology.MasterName;

/** Reads {@code proxies}, a list with one item for each twemproxy. */
final class ProxiesReader {
    private static final Duration SHORTEST_RESTART = Duration.ofMillis(100);
    private static final Duration LONGEST_RESTART = Duration.ofMinutes(10);
    private static final Map<String, String> SWITCHES = Map.of(
            "supervise", "write restart, and let restart_command tell what runs nutcracker",
            "hosts", "write restart");
    private static final Map<String, String> PROOFS =
            Map.of("canary", "write listening, which asks for the listen addresses of the new process");

    private final String nutcracker;
    private final Set<String> groups;
    private final Map<Path, String> files = new HashMap<>();

    /**
     * @param nutcracker the program where a proxy names none
     * @param groups the names of the groups of Sentinels; none if they could not be read
     */
    ProxiesReader(String nutcracker, Set<String> groups) {
        this.nutcracker = nutcracker;
        this.groups = groups;
    }

    List<ProxySettings> read(Section root) {
        Optional<Value> proxies = root.required("proxies", "write 'proxies:' and under it '- config_file: ...'");
        List<Value> items = proxies.flatMap(Value::items).orElse(List.of());
        proxies.filter(value -> value.isList() && items.isEmpty())
                .ifPresent(value -> value.report("is empty", "write '- config_file: ...' under it"));
        return items.stream()
                .flatMap(item -> item.section().flatMap(this::proxy).stream())
                .toList();
    }

    private Optional<ProxySettings> proxy(Section proxy) {
        Optional<Path> file = configFile(proxy);
        Optional<RestartCommand> command = proxy.required(
                        "restart_command", "write what restarts twemproxy, such as systemctl restart nutcracker")
                .flatMap(ProxiesReader::command);
        Duration timeout = proxy.orDefault(
                "restart_timeout", Defaults.RESTART_TIMEOUT, Grammar.duration(SHORTEST_RESTART, LONGEST_RESTART));
        String program = proxy.orDefault("nutcracker", nutcracker, Grammar::program);
        Map<Shard, MasterName> shards = shards(proxy);
        checkOnly(proxy, "switch", Defaults.SWITCH, SWITCHES);
        checkOnly(proxy, "prove", Defaults.PROVE, PROOFS);
        InPlace inPlace = proxy.orDefault("in_place", Defaults.IN_PLACE, Grammar.choice(InPlace.values(), Map.of()));
        proxy.unavailable("command", "remove it, and write restart_command");
        proxy.unavailable("hosts_file", "remove it");
        proxy.finish();
        return file.flatMap(f -> command.map(c -> new ProxySettings(f, c, timeout, program, inPlace, shards)));
    }

    private Optional<Path> configFile(Section proxy) {
        String example = "/etc/nutcracker/nutcracker.yml";
        return proxy.required("config_file", "write the path of twemproxy's file, such as " + example)
                .flatMap(value -> value.parse(Grammar.absolutePath(example)).map(file -> unique(value, file)));
    }

    private Path unique(Value value, Path file) {
        String earlier = files.putIfAbsent(file.normalize(), value.key());
        if (earlier != null) {
            value.report("is the same file as " + earlier, "give each proxy a file of its own");
        }
        return file;
    }

    private static Optional<RestartCommand> command(Value value) {
        if (!value.isList()) {
            return value.parse(Grammar::words).map(RestartCommand::shell);
        }
        List<Value> words = value.items().orElse(List.of());
        if (words.isEmpty()) {
            value.report("is empty", "write a program and its arguments, such as [systemctl, restart, nutcracker]");
            return Optional.empty();
        }
        List<String> argv = new ArrayList<>();
        words.getFirst().parse(Grammar::words).ifPresent(argv::add);
        words.stream().skip(1).forEach(word -> word.parse(Grammar::text).ifPresent(argv::add));
        return argv.size() == words.size() ? Optional.of(new RestartCommand(argv)) : Optional.empty();
    }

    private Map<Shard, MasterName> shards(Section proxy) {
        Map<Shard, MasterName> shards = new LinkedHashMap<>();
        proxy.entries("shards").forEach(entry -> {
            Optional<Shard> shard = entry.getValue().ofKey(entry.getKey()).parse(ProxiesReader::shard);
            Optional<MasterName> master = entry.getValue().parse(this::master);
            shard.ifPresent(s -> master.ifPresent(m -> shards.put(s, m)));
        });
        return shards;
    }

    /** A pool's key holds no "/" in practice, a server's name may (the default name of a unix socket is its path). */
    private static Parsed<Shard> shard(String text) {
        int slash = text.indexOf('/');
        return slash < 1 || slash == text.length() - 1
                ? new Bad<>(
                        Grammar.shown(text) + " is not a shard",
                        "write pool/server: master, such as alpha/server1: cache1")
                : new Good<>(new Shard(text.substring(0, slash), text.substring(slash + 1)));
    }

    private Parsed<MasterName> master(String text) {
        if (text.isBlank()) {
            return new Bad<>("names no master", "write the master's name as Sentinel knows it");
        }
        if (groups.isEmpty() || groups.contains("")) {
            return new Good<>(MasterName.of(text));
        }
        int slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1 && groups.contains(text.substring(0, slash))
                ? new Good<>(new MasterName(text.substring(0, slash), text.substring(slash + 1)))
                : new Bad<>(
                        Grammar.shown(text) + " names no group of Sentinels",
                        "write group/master, the group being " + Grammar.either(new TreeSet<>(groups)));
    }

    /** A key with a single value in this version: nothing to carry, but another value must not be taken for this one. */
    private static void checkOnly(Section proxy, String key, String only, Map<String, String> later) {
        String _ = proxy.orDefault(key, only, Grammar.choice(new String[] {only}, later));
    }
}
