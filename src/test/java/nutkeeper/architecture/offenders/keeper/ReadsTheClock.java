package nutkeeper.architecture.offenders.keeper;

import java.time.Instant;

final class ReadsTheClock {
    Instant at() {
        return Instant.now();
    }
}
