package nutkeeper.nutcracker;

import java.util.List;
import java.util.Optional;

/** A nutcracker.yml as it stands, and what twemproxy reads in it: the pools in the order of the file. */
public record NutcrackerConfig(String text, List<Pool> pools) implements Parsing {
    public NutcrackerConfig {
        pools = List.copyOf(pools);
    }

    /** The server with these names, if the file has it. */
    public Optional<Server> server(Shard shard) {
        return pool(shard.pool()).flatMap(pool -> pool.server(shard.server()));
    }

    /** The pool of this name, if the file has it. */
    public Optional<Pool> pool(String name) {
        return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
    }

    /** The counts only: the text may hold passwords. */
    @Override
    public String toString() {
        int servers = pools.stream().mapToInt(pool -> pool.servers().size()).sum();
        return "NutcrackerConfig[pools=" + pools.size() + ", servers=" + servers + "]";
    }
}
