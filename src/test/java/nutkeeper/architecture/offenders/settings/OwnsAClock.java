package nutkeeper.architecture.offenders.settings;

import java.time.Clock;

final class OwnsAClock {
    final Clock clock = Clock.systemUTC();
}
