package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nutkeeper.topology.Address;
import nutkeeper.topology.RoleReport;

/** Collects, during one round, which nodes' ROLE is wanted and how soon the next round is due. */
final class Asking {
    /** With nothing to wait for, a round comes this often all the same. */
    static final Duration IDLE = Duration.ofSeconds(1);

    private final Instant now;
    private final Map<Address, RoleReport> reports;
    private final Set<Address> wanted = new LinkedHashSet<>();
    private Duration wakeIn = IDLE;

    Asking(Observation observation) {
        this.now = observation.now();
        this.reports = observation.roles();
    }

    /** The report about {@code address}, if it was asked at or after {@code since} and not longer than {@code maxAge} ago. */
    Optional<RoleReport> report(Address address, Instant since, Duration maxAge) {
        return Optional.ofNullable(reports.get(address))
                .filter(report -> !report.askedAt().isBefore(since))
                .filter(report -> Duration.between(report.askedAt(), now).compareTo(maxAge) <= 0);
    }

    /** Wants the ROLE of {@code address}, unless it was asked less than {@code interval} ago; comes again after that. */
    void want(Address address, Duration interval) {
        RoleReport last = reports.get(address);
        Duration age = last == null ? interval : Duration.between(last.askedAt(), now);
        if (age.compareTo(interval) >= 0) {
            wanted.add(address);
            wake(interval);
        } else {
            wake(interval.minus(age));
        }
    }

    /** Comes again at the latest after {@code in}. */
    void wake(Duration in) {
        if (in.compareTo(wakeIn) < 0) {
            wakeIn = in.isNegative() ? Duration.ZERO : in;
        }
    }

    Instant now() {
        return now;
    }

    Set<Address> wanted() {
        return wanted;
    }

    Duration wakeIn() {
        return wakeIn;
    }
}
