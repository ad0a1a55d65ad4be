package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the sections of a file their meaning, one pool each, by the rules of nc_conf.c. */
final class PoolReader {
    private final Scalar name;
    private final Map<String, Scalar> settings = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Server> servers = new ArrayList<>();
    private final Set<String> serverNames = new HashSet<>();

    private PoolReader(Scalar name) {
        this.name = name;
    }

    static List<Pool> pools(List<Section> sections) throws Unfit {
        Set<String> names = new HashSet<>();
        List<Pool> pools = new ArrayList<>();
        for (Section section : sections) {
            if (!names.add(section.name().value())) {
                throw Unfit.at(section.name(), "a second pool of this name, which nutcracker refuses");
            }
            pools.add(new PoolReader(section.name()).read(section.entries()));
        }
        return pools;
    }

    private Pool read(List<Section.Entry> entries) throws Unfit {
        for (Section.Entry entry : entries) {
            if (entry.isServer()) {
                addServer(entry);
            } else if (settings.putIfAbsent(entry.key().value(), entry.value()) != null) {
                throw Unfit.at(
                        entry.key(), "a second value for this key, which nutcracker refuses" + hint(entry.key()));
            } else {
                lines.put(entry.key().value(), entry.key().line());
            }
        }
        if (servers.isEmpty()) {
            throw Unfit.at(name, "the pool has no servers; give it servers:, one per line");
        }
        return pool();
    }

    /** The master branch of twemproxy documents a list under this key (notes/redis.md), but no release reads it. */
    private static String hint(Scalar key) {
        return key.value().equals("sentinels") ? "; no release of twemproxy knows sentinels:, remove it" : "";
    }

    private void addServer(Section.Entry entry) throws Unfit {
        ServerText spelled = ServerText.parse(entry.value().value())
                .orElseThrow(() ->
                        Unfit.at(entry.value(), "the server is not host:port:weight[ name], nor /path:weight[ name]"));
        if (!serverNames.add(spelled.name())) {
            throw Unfit.at(entry.value(), "a second server of this name in the pool, which nutcracker refuses");
        }
        servers.add(new Server(new Shard(name.value(), spelled.name()), spelled, entry.value(), entry.listed()));
    }

    private Pool pool() throws Unfit {
        Scalar listen = settings.get("listen");
        if (listen == null) {
            throw Unfit.at(name, "the pool has no listen:");
        }
        Listen parsed = Listen.parse(listen.value())
                .orElseThrow(() -> Unfit.at(listen, "listen is neither host:port nor /path[ mode]"));
        Map<String, String> values = settings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().value()));
        String redisAuth = values.getOrDefault("redis_auth", "");
        values.remove("redis_auth");
        return new Pool(
                name.value(),
                parsed,
                "true".equals(values.get("redis")),
                redisAuth,
                values,
                servers,
                name.line(),
                lines);
    }
}
