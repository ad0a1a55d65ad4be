package nutkeeper.daemon;

import java.time.Instant;
import java.time.InstantSource;

/** The wall clock as it was at the start, moved on by the monotonic one: never jumps, so that differences are durations. */
final class SteadyClock implements InstantSource {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
