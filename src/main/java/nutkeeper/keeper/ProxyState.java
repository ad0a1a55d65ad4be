package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the keeper remembers of one proxy between two rollouts.
 *
 * @param failed the plan that failed last, and when it may be tried again
 * @param switches when twemproxy was restarted lately, the oldest first
 * @param dueSince since when a change waits for others to join it
 */
public record ProxyState(Optional<Failed> failed, List<Instant> switches, Optional<Instant> dueSince) {
    /** systemd takes five starts within ten seconds, then leaves the unit down (StartLimitBurst, StartLimitIntervalSec). */
    static final int MAX_SWITCHES = 4;

    static final Duration SWITCH_WINDOW = Duration.ofSeconds(10);

    public static final ProxyState NEW = new ProxyState(Optional.empty(), List.of(), Optional.empty());

    public ProxyState {
        switches = List.copyOf(switches);
    }

    /** A plan that failed, how often in a row, and when it may be tried again. */
    public record Failed(Plan plan, int attempts, Instant retryAt) {}

    ProxyState waiting(Instant since) {
        return new ProxyState(failed, switches, Optional.of(dueSince.orElse(since)));
    }

    ProxyState idle() {
        return dueSince.isEmpty() ? this : new ProxyState(failed, switches, Optional.empty());
    }

    ProxyState switched(Instant now) {
        List<Instant> recent = new ArrayList<>(recentSwitches(now));
        recent.add(now);
        return new ProxyState(failed, recent, dueSince);
    }

    ProxyState succeeded() {
        return new ProxyState(Optional.empty(), switches, Optional.empty());
    }

    ProxyState failing(Failed failure) {
        return new ProxyState(Optional.of(failure), switches, Optional.empty());
    }

    List<Instant> recentSwitches(Instant now) {
        return switches.stream()
                .filter(at -> Duration.between(at, now).compareTo(SWITCH_WINDOW) < 0)
                .toList();
    }
}
