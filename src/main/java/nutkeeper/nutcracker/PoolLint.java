package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What lint finds in the keys of one pool. */
final class PoolLint {
    /** What conf_commands of nc_conf.c lists in 0.5.0. */
    static final Set<String> KEYS = Set.of(
            "listen",
            "hash",
            "hash_tag",
            "distribution",
            "timeout",
            "backlog",
            "client_connections",
            "redis",
            "tcpkeepalive",
            "redis_auth",
            "redis_db",
            "preconnect",
            "auto_eject_hosts",
            "server_connections",
            "server_retry_timeout",
            "server_failure_limit",
            "servers");

    /** CONF_DEFAULT_LISTEN_BACKLOG of nc_conf.h. */
    private static final String DEFAULT_BACKLOG = "512";

    private static final int ENOUGH_BACKLOG = 1024;

    private final Pool pool;
    private final List<LintFinding> findings = new ArrayList<>();

    PoolLint(Pool pool) {
        this.pool = pool;
    }

    /** What matters whether the pool is of Redis or not: it spoils the statistics or the start of the whole proxy. */
    List<LintFinding> ofAnyKind() {
        pool.settings().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> found(LintRule.UNKNOWN_KEY, key, unknown(key)));
        if (isUnescaped(pool.name())) {
            found(LintRule.UNESCAPED_NAME, "", "the pool's name holds '\"' or '\\'");
        }
        for (Server server : pool.servers()) {
            if (isUnescaped(server.shard().server())) {
                findings.add(new LintFinding(
                        LintRule.UNESCAPED_NAME,
                        server.shard().toString(),
                        server.line(),
                        "the server's name holds '\"' or '\\'"));
            }
        }
        return findings;
    }

    /** What matters in a pool of Redis servers. */
    List<LintFinding> ofSettings() {
        if (pool.listen() instanceof Listen.Tcp(String host, int _) && host.equals("*")) {
            found(LintRule.STAR_LISTEN, "listen", "listens on '*'");
        }
        if (value("auto_eject_hosts", "false").equals("true")) {
            found(LintRule.AUTO_EJECT_HOSTS, "auto_eject_hosts", "ejects servers after errors");
        }
        if (number("timeout", "0") == 0) {
            found(LintRule.NO_TIMEOUT, "timeout", "has no timeout");
        }
        int backlog = number("backlog", DEFAULT_BACKLOG);
        if (backlog != Decimal.NONE && backlog < ENOUGH_BACKLOG) {
            found(LintRule.SMALL_BACKLOG, "backlog", "has a backlog of " + backlog);
        }
        if (number("server_connections", "1") > 1) {
            found(
                    LintRule.SERVER_CONNECTIONS,
                    "server_connections",
                    "opens up to " + number("server_connections", "1") + " connections to each server");
        }
        if (pool.settings().containsKey("client_connections")) {
            found(LintRule.CLIENT_CONNECTIONS, "client_connections", "limits client_connections");
        }
        return findings;
    }

    private static String unknown(String key) {
        return switch (key) {
            case "sentinels" -> "sentinels: is documented (notes/redis.md) but in no release of twemproxy";
            case "reuseport" -> "reuseport: is on twemproxy's master branch but in no release";
            default -> "twemproxy has no key " + key + ":";
        };
    }

    /** Characters that JSON wants escaped and stats_begin_nesting of nc_stats.c does not. */
    private static boolean isUnescaped(String name) {
        return name.indexOf('"') >= 0 || name.indexOf('\\') >= 0;
    }

    private String value(String key, String byDefault) {
        return pool.settings().getOrDefault(key, byDefault);
    }

    private int number(String key, String byDefault) {
        return Decimal.parse(value(key, byDefault));
    }

    private void found(LintRule rule, String key, String what) {
        findings.add(new LintFinding(rule, pool.name(), pool.line(key), what));
    }
}
