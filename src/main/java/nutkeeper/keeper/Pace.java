package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a plan may start: at once, unless it failed just now, restarts are too many, or other masters are about to move too. */
final class Pace {
    /** While other masters of the same proxy are armed, a change waits this long for theirs. */
    static final Duration GATHER = Duration.ofMillis(50);

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private Pace() {}

    /** Something to wait for, and how long. */
    record Wait(String why, Duration in) {}

    static Optional<Wait> before(Plan plan, ProxyState proxy, boolean othersArmed, Instant now) {
        Optional<ProxyState.Failed> failed =
                proxy.failed().filter(last -> last.plan().doesTheSameAs(plan));
        if (failed.isPresent() && now.isBefore(failed.get().retryAt())) {
            return wait("the last attempt failed; trying again", failed.get().retryAt(), now);
        }
        List<Instant> switches = proxy.recentSwitches(now);
        // a rollout may restart twice; one that failed before must not be the one that goes over the limit
        int allowed = ProxyState.MAX_SWITCHES - (failed.isPresent() ? 2 : 1);
        if (switches.size() > allowed) {
            String why = switches.size() + " restarts in the last " + ProxyState.SWITCH_WINDOW.toSeconds() + "s";
            Instant free = switches.get(switches.size() - 1 - allowed).plus(ProxyState.SWITCH_WINDOW);
            return wait(why, free, now);
        }
        Instant gathered = proxy.dueSince().orElse(now).plus(GATHER);
        if (othersArmed && now.isBefore(gathered)) {
            return wait("other masters are failing over too", gathered, now);
        }
        return Optional.empty();
    }

    /** The pause before attempt {@code attempts + 1}: doubling, capped, and spread by a fifth; {@code random} is in [0, 1). */
    static Duration retry(int attempts, double random) {
        long doubled = FIRST_RETRY.toMillis() << Math.min(attempts - 1, 16);
        long capped = Math.min(doubled, LAST_RETRY.toMillis());
        return Duration.ofMillis((long) (capped * (0.8 + 0.4 * random)));
    }

    private static Optional<Wait> wait(String why, Instant until, Instant now) {
        Duration left = Duration.between(now, until);
        return Optional.of(new Wait(why + ", " + left.toMillis() + "ms left", left));
    }
}
