package nutkeeper.status;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Server;

/** What twemproxy reads in each server line of one file, and whether the line can be edited: one row a server. */
public record ServersPicture(NutcrackerConfig config) {
    /** For people. */
    public String text() {
        Table table = new Table("POOL", "SERVER", "NAME", "HOST", "PORT", "WEIGHT", "LINE", "PROTOCOL", "EDITABLE");
        config.pools()
                .forEach(pool -> pool.servers()
                        .forEach(server -> table.row(
                                pool.name(),
                                server.shard().server(),
                                server.named() ? "pinned" : "default",
                                server.host(),
                                server.port().isEmpty() ? "-" : server.port(),
                                server.weight(),
                                server.line(),
                                protocol(pool),
                                Editor.obstacle(pool, server)
                                        .map(why -> "no: " + why)
                                        .orElse("yes"))));
        return table.toString();
    }

    /** For programs: a list in the order of the file. A unix socket has no port; {@code why_not} is there if not editable. */
    public List<Map<String, Object>> json() {
        return config.pools().stream()
                .flatMap(pool -> pool.servers().stream().map(server -> json(pool, server)))
                .toList();
    }

    private static Map<String, Object> json(Pool pool, Server server) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pool", pool.name());
        row.put("server", server.shard().server());
        row.put("name", server.named() ? "pinned" : "default");
        row.put("host", server.host());
        if (!server.port().isEmpty()) {
            row.put("port", new BigInteger(server.port()));
        }
        row.put("weight", new BigInteger(server.weight()));
        row.put("line", server.line());
        row.put("column", server.column());
        row.put("protocol", protocol(pool));
        Optional<String> obstacle = Editor.obstacle(pool, server);
        row.put("editable", obstacle.isEmpty());
        obstacle.ifPresent(why -> row.put("why_not", why));
        return row;
    }

    private static String protocol(Pool pool) {
        return pool.redis() ? "redis" : "memcached";
    }
}
