package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nutkeeper.topology.Address;

/**
 * Which servers of a file move when addresses do: each server of a Redis pool that stands at one of them, by its present
 * address, so that two servers can change places.
 *
 * @param moves the servers that leave their address, and where to
 * @param memcached the servers that stand there in memcached pools and stay
 * @param vacant the addresses at which no server stands, in the order in which they were given
 */
public record Relocation(Map<Shard, Address> moves, List<Server> memcached, List<Address> vacant) {
    public Relocation {
        moves = Map.copyOf(moves);
        memcached = List.copyOf(memcached);
        vacant = List.copyOf(vacant);
    }

    /** Finds the servers of the file whose address is a key of {@code readdressed}; its value is where each is to be. */
    public static Relocation of(NutcrackerConfig config, Map<Address, Address> readdressed) {
        Map<Shard, Address> moves = new TreeMap<>();
        List<Server> memcached = new ArrayList<>();
        Set<Address> vacant = new LinkedHashSet<>(readdressed.keySet());
        for (Pool pool : config.pools()) {
            for (Server server : pool.servers()) {
                server.address().filter(readdressed::containsKey).ifPresent(at -> {
                    vacant.remove(at);
                    if (pool.redis()) {
                        moves.put(server.shard(), readdressed.getOrDefault(at, at));
                    } else {
                        memcached.add(server);
                    }
                });
            }
        }
        moves.entrySet().removeIf(move -> stays(config, move.getKey(), move.getValue()));
        return new Relocation(moves, memcached, List.copyOf(vacant));
    }

    private static boolean stays(NutcrackerConfig config, Shard shard, Address to) {
        return config.server(shard).flatMap(Server::address).filter(to::equals).isPresent();
    }
}
