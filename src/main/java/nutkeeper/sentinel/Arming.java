package nutkeeper.sentinel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which masters are about to fail over, and how often to ask while some are: every 50 ms for 2 s, then every 250 ms, 30 s in all. */
final class Arming {
    private static final Duration HOT = Duration.ofSeconds(2);
    private static final Duration ARMED = Duration.ofSeconds(30);
    private static final Duration HOT_PACE = Duration.ofMillis(50);
    private static final Duration WARM_PACE = Duration.ofMillis(250);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    void arm(String master, Instant now) {
        since.put(master, now);
    }

    Set<String> masters() {
        return Set.copyOf(since.keySet());
    }

    /** How soon to ask for addresses again; {@code usual} while nothing is armed. */
    Duration pace(Instant now, Duration usual) {
        since.values().removeIf(at -> Duration.between(at, now).compareTo(ARMED) > 0);
        boolean hot =
                since.values().stream().anyMatch(at -> Duration.between(at, now).compareTo(HOT) <= 0);
        return since.isEmpty() ? usual : hot ? HOT_PACE : WARM_PACE;
    }
}
