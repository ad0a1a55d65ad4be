package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import nutkeeper.topology.Address;
import nutkeeper.topology.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's {@code translate} map, then the name service of this host. An answer is kept for a few seconds, and for as
 * long as a newer one cannot be had; a question waits for a bounded time.
 */
public final class CachedNames implements Names {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger("names");

    private final UnaryOperator<Address> translate;
    private final InstantSource clock;
    private final ExecutorService executor;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String host, Instant at) {}

    public CachedNames(UnaryOperator<Address> translate, InstantSource clock, ExecutorService executor) {
        this.translate = translate;
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public Address translate(Address announced) {
        return translate.apply(announced);
    }

    @Override
    public Address resolve(Address address) {
        return address.isNumeric() ? address : new Address(host(address.host()), address.port());
    }

    /** Only a name that was never resolved is waited for; an old answer serves while a new one is fetched. */
    private String host(String name) {
        Instant now = clock.instant();
        Known former = known.get(name);
        if (former == null) {
            Known first = new Known(lookUp(name, name), now);
            known.put(name, first);
            return first.host();
        }
        if (Duration.between(former.at(), now).compareTo(FRESH) >= 0
                && known.replace(name, former, new Known(former.host(), now))) {
            executor.execute(() -> known.put(name, new Known(lookUp(name, former.host()), clock.instant())));
        }
        return former.host();
    }

    private String lookUp(String name, String otherwise) {
        Future<InetAddress> answer = executor.submit(() -> InetAddress.getByName(name));
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).getHostAddress();
        } catch (TimeoutException | ExecutionException failure) {
            answer.cancel(true);
            String why = failure.getCause() instanceof UnknownHostException ? "unknown host" : "no answer in time";
            log.debug("cannot resolve name={} why={} next={}", quote(name), quote(why), quote("using " + otherwise));
            return otherwise;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
