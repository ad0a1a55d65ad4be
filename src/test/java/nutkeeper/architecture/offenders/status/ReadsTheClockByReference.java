package nutkeeper.architecture.offenders.status;

import java.util.function.LongSupplier;

final class ReadsTheClockByReference {
    final LongSupplier ticks = System::nanoTime;
}
