package nutkeeper.sentinel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.PushConsumerContext;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection to a Redis or Sentinel process. One thread reads; any thread may write, a batch at a time. Push frames go to
 * the consumer as they are read and are never taken for replies. Sends nothing on its own but HELLO or AUTH: Sentinel knows
 * neither SELECT nor CLIENT SETINFO nor QUIT.
 */
final class Link extends Connection {
    static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

    private final JedisClientConfig config;
    private final Consumer<List<Object>> pushes;
    private volatile boolean closed;

    private Link(Builder builder, Consumer<List<Object>> pushes) {
        super(builder);
        this.config = builder.getClientConfig();
        this.pushes = pushes;
    }

    /**
     * Connects and says HELLO 3, or speaks RESP2 where that is not understood.
     *
     * @param silence how long a read may wait for the next byte
     * @throws redis.clients.jedis.exceptions.JedisException if there is no connection or the credentials are refused
     */
    static Link open(Endpoint endpoint, Duration silence, Consumer<List<Object>> pushes) {
        Optional<String> password = endpoint.password().get();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) silence.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .autoNegotiateProtocol(true);
        password.ifPresent(config::password);
        if (!endpoint.username().isEmpty()) {
            config.user(endpoint.username());
        }
        JedisClientConfig built = config.build();
        Builder builder = Connection.builder();
        builder.clientConfig(built);
        builder.socketFactory(new DefaultJedisSocketFactory(
                new HostAndPort(endpoint.address().host(), endpoint.address().port()), built));
        Link link = new Link(builder, pushes);
        try {
            link.initializeFromClientConfig(link.config);
        } catch (RuntimeException | Error refused) {
            // Jedis closes the socket after its own exceptions only, not after an odd reply to HELLO
            link.abort();
            throw refused;
        }
        return link;
    }

    /** Whether events and replies share this connection. */
    boolean isResp3() {
        return getRedisProtocol() == RedisProtocol.RESP3;
    }

    /** Sends the commands in one write; the replies come in their order. */
    synchronized void write(List<CommandArguments> commands) {
        commands.forEach(this::sendCommand);
        flush();
    }

    /** The next reply; an error reply comes as the {@link JedisDataException} that it is. Waits at most the silence allowed. */
    Object read() {
        try {
            Object reply = getUnflushedObject();
            return reply == null ? Replies.NULL : reply;
        } catch (JedisDataException refusal) {
            return refusal;
        }
    }

    /** Closes at once, without a word to the other side, so that a thread that reads or writes comes back. */
    void abort() {
        closed = true;
        try {
            forceDisconnect();
        } catch (IOException closedAnyway) {
            // forceDisconnect only declares it
        }
    }

    /** Jedis connects anew, unauthenticated, when something is sent after the end; a link is over when it is closed. */
    @Override
    public void connect() {
        if (closed) {
            throw new JedisConnectionException("the link was closed");
        }
        super.connect();
    }

    @Override
    protected void initPushConsumers(JedisClientConfig clientConfig) {
        addPushConsumer(this::consume);
    }

    private PushConsumerContext consume(PushConsumerContext context) {
        context.drop();
        pushes.accept(context.getMessage().getContent());
        return context;
    }
}
