package nutkeeper.daemon;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the loop. Any number of rings before the loop comes to wait count as one. */
final class Bell {
    private final Semaphore rung = new Semaphore(0);

    /** Wakes the loop, now or when it next waits; from any thread. */
    void ring() {
        rung.release();
    }

    /** Returns when the bell is or was rung, or after {@code atMost}. */
    void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
