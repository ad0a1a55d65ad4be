package nutkeeper.nutcracker;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pool: its key in the file, where it listens, whether it speaks Redis (a pool without {@code redis: true} is memcached
 * and is never edited), the password of {@code redis_auth} (empty where there is none), every other setting as spelled by
 * key, {@code listen} and {@code redis} included, the servers in the order of the file, and the lines, counted from 1, of the
 * pool's own key and of each setting's, {@code redis_auth} included.
 */
public record Pool(
        String name,
        Listen listen,
        boolean redis,
        String redisAuth,
        Map<String, String> settings,
        List<Server> servers,
        int line,
        Map<String, Integer> settingLines) {
    public Pool {
        settings = Map.copyOf(settings);
        servers = List.copyOf(servers);
        settingLines = Map.copyOf(settingLines);
    }

    /** The line of this setting, or of the pool's own key where the setting is not given. */
    public int line(String setting) {
        return settingLines.getOrDefault(setting, line);
    }

    /** The server of this name, if the pool has it. */
    public Optional<Server> server(String name) {
        return servers.stream()
                .filter(server -> server.shard().server().equals(name))
                .findFirst();
    }

    /** Everything but the password and the settings. */
    @Override
    public String toString() {
        return "Pool[name=" + name + ", listen=" + listen + ", redis=" + redis + ", servers=" + servers + "]";
    }
}
