package nutkeeper.nutcracker;

/**
 * One server of one pool by its names, which never change: the pool's key and the server's name (the last word of its line,
 * or twemproxy's default name where it has none). Written {@code pool/server}.
 */
public record Shard(String pool, String server) implements Comparable<Shard> {
    @Override
    public int compareTo(Shard other) {
        int byPool = pool.compareTo(other.pool);
        return byPool != 0 ? byPool : server.compareTo(other.server);
    }

    @Override
    public String toString() {
        return pool + "/" + server;
    }
}
