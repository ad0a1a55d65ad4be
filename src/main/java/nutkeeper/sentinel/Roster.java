package nutkeeper.sentinel;

import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nutkeeper.topology.Address;
import nutkeeper.topology.SentinelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the Sentinels of a group are: one watcher for each address, the configured ones for ever, the discovered ones for as long
 * as some Sentinel lists them; two addresses with one run id are one Sentinel. Thread-safe.
 */
final class Roster {
    /** More Sentinels than this are not believed in: a hostile one could name any number. */
    private static final int MAX_SENTINELS = 100;

    /** A discovered Sentinel that is down and that nobody has listed for three full reads is forgotten. */
    private static final Duration UNLISTED = Watcher.ALL_EVERY.multipliedBy(3);

    private static final Logger log = LoggerFactory.getLogger("sentinel");

    private final Set<Address> configured = new LinkedHashSet<>();
    private final Function<Address, Watcher> watchers;
    private final Map<Address, Watcher> watching = new LinkedHashMap<>();
    private final Map<String, Watcher> speaking = new HashMap<>();
    private final Map<Address, String> runIds = new HashMap<>();
    private final Map<Address, Instant> listed = new HashMap<>();

    /** @param watchers makes the watcher of an address, not yet started */
    Roster(List<Address> configured, Function<Address, Watcher> watchers) {
        this.configured.addAll(configured);
        this.watchers = watchers;
    }

    synchronized void start() {
        configured.forEach(this::watch);
    }

    synchronized void stop() {
        watching.values().forEach(Watcher::stop);
    }

    /** Those who are talked to, or will be. */
    synchronized List<Watcher> all() {
        return List.copyOf(watching.values());
    }

    /** How many different Sentinels the settings name; addresses that were never reached count as different. */
    synchronized int configuredCount() {
        Set<String> different = new LinkedHashSet<>();
        configured.forEach(address -> different.add(runIds.getOrDefault(address, address.toString())));
        return different.size();
    }

    /**
     * The Sentinel at an address has told its run id.
     *
     * @throws Watcher.Duplicate if there is a conversation with it already; a configured address wins over a discovered one
     */
    synchronized Watcher introduced(SentinelId id) {
        Watcher watcher = watching.get(id.address());
        if (watcher == null) {
            throw new Watcher.Duplicate(id.runId());
        }
        runIds.put(id.address(), id.runId());
        Watcher other = speaking.get(id.runId());
        if (other != null && other != watcher) {
            boolean mayReplace = configured.contains(id.address()) && !configured.contains(other.address());
            if (!mayReplace) {
                throw new Watcher.Duplicate(id.runId());
            }
            forget(other);
        }
        speaking.put(id.runId(), watcher);
        return watcher;
    }

    synchronized void ended(Watcher watcher) {
        speaking.values().removeIf(watcher::equals);
    }

    /** Some Sentinel lists another one; it is watched from now on, unless it is already. */
    synchronized void listed(Address address, String runId, Instant now) {
        listed.put(address, now);
        boolean known = watching.containsKey(address) || speaking.containsKey(runId);
        if (!known && watching.size() < MAX_SENTINELS) {
            log.info("discovered sentinel={} run_id={}", address, quote(runId));
            watch(address);
        }
    }

    /** Forgets discovered Sentinels that are down and that nobody lists any more; returns their addresses. */
    synchronized List<Address> retire(Instant now) {
        List<Watcher> gone = watching.values().stream()
                .filter(watcher -> !configured.contains(watcher.address()))
                .filter(watcher -> !speaking.containsValue(watcher))
                .filter(watcher -> Duration.between(listed.getOrDefault(watcher.address(), Instant.EPOCH), now)
                                .compareTo(UNLISTED)
                        > 0)
                .toList();
        gone.forEach(this::forget);
        return gone.stream().map(Watcher::address).toList();
    }

    private void forget(Watcher watcher) {
        log.info("forgotten sentinel={} why={}", watcher.address(), quote("it is no Sentinel of its own any more"));
        watching.remove(watcher.address());
        speaking.values().removeIf(watcher::equals);
        listed.remove(watcher.address());
        watcher.stop();
    }

    private void watch(Address address) {
        if (!watching.containsKey(address)) {
            Watcher watcher = watchers.apply(address);
            watching.put(address, watcher);
            watcher.start();
        }
    }
}
