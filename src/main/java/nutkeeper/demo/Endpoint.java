package nutkeeper.demo;

import java.time.Duration;
import java.util.function.Function;
import nutkeeper.topology.Address;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Something that speaks RESP2: a Redis node, a Sentinel, or a pool of twemproxy. An empty password means none. */
record Endpoint(Address address, String password) {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** A new connection. twemproxy drops clients that send HELLO or CLIENT, so neither is sent. */
    Connection open() {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .timeoutMillis((int) TIMEOUT.toMillis());
        if (!password.isEmpty()) {
            config.password(password);
        }
        return new Connection(new HostAndPort(address.host(), address.port()), config.build());
    }

    /** Asks on a connection of its own. */
    <T> T ask(Function<Jedis, T> question) {
        try (Jedis jedis = new Jedis(open())) {
            return question.apply(jedis);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
