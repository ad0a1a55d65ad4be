package nutkeeper.sentinel;

import static nutkeeper.topology.RoleReport.Role;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import nutkeeper.topology.Address;
import nutkeeper.topology.RoleReport;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks data nodes for their ROLE and posts what they say. A connection that answered stays open for the next question.
 * Sentinel kills the connections of a node that it promotes or demotes (sentinel.c, sentinelSendSlaveOf), so a kept connection
 * that fails is tried once more, anew, before the node counts as unreachable.
 */
public final class RoleProbe {
    /** A hung node accepts a connection and never answers. */
    static final Duration ANSWER_TIMEOUT = Duration.ofMillis(300);

    /** More idle connections than this are not kept. */
    private static final int MAX_KEPT = 256;

    private final Board board;
    private final InstantSource clock;
    private final Executor executor;
    private final Function<Address, Endpoint> credentials;
    private final Map<Address, Link> kept = new ConcurrentHashMap<>();
    private final Set<Address> asking = ConcurrentHashMap.newKeySet();

    /** @param credentials as whom to ask a node */
    public RoleProbe(Board board, InstantSource clock, Executor executor, Function<Address, Endpoint> credentials) {
        this.board = board;
        this.clock = clock;
        this.executor = executor;
        this.credentials = credentials;
    }

    /** Asks, unless a question to this node is under way; the answer comes on the board. Returns at once. */
    public void ask(Address node) {
        if (asking.add(node)) {
            executor.execute(() -> {
                RoleReport report = report(node);
                asking.remove(node);
                board.post(report);
            });
        }
    }

    /** Closes every connection that is kept. */
    public void stop() {
        kept.values().forEach(Link::abort);
        kept.clear();
    }

    private RoleReport report(Address node) {
        Instant askedAt = clock.instant();
        Link link = kept.remove(node);
        if (link != null) {
            RoleReport report = ask(node, link, askedAt);
            if (report.role() != Role.UNREACHABLE) {
                return report;
            }
        }
        try {
            return ask(node, Link.open(credentials.apply(node), ANSWER_TIMEOUT, push -> {}), askedAt);
        } catch (JedisAccessControlException refused) {
            return new RoleReport(node, Role.UNPROVEN, askedAt, reason(refused));
        } catch (JedisDataException odd) {
            return new RoleReport(node, Role.UNPROVEN, askedAt, reason(odd));
        } catch (RuntimeException | Error unreachable) {
            return new RoleReport(node, Role.UNREACHABLE, askedAt, reason(unreachable));
        }
    }

    private RoleReport ask(Address node, Link link, Instant askedAt) {
        try {
            link.write(List.of(new CommandArguments(Command.ROLE)));
            RoleReport report = read(node, link.read(), askedAt);
            if (kept.size() >= MAX_KEPT || kept.putIfAbsent(node, link) != null) {
                link.abort();
            }
            return report;
        } catch (RuntimeException | Error broken) {
            link.abort();
            return new RoleReport(node, Role.UNREACHABLE, askedAt, reason(broken));
        }
    }

    /** ROLE answers a list whose first element is master, slave or sentinel; KeyDB's active replicas say active-replica. */
    private static RoleReport read(Address node, Object reply, Instant askedAt) {
        String said = reply instanceof List<?> list && !list.isEmpty()
                ? Replies.text(list.getFirst())
                : reply instanceof JedisDataException refusal ? reason(refusal) : "an odd reply";
        return switch (said) {
            case "master" -> new RoleReport(node, Role.MASTER, askedAt, "");
            case "slave" -> new RoleReport(node, Role.REPLICA, askedAt, "");
            default -> new RoleReport(node, Role.UNPROVEN, askedAt, said);
        };
    }

    private static String reason(Throwable failure) {
        if (failure instanceof JedisConnectionException && failure.getCause() != null) {
            return reason(failure.getCause());
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
