package nutkeeper.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers a file anew several times a second, in place and by rename, and looks before each time whether its last number is
 * still there: who replaces the file by what it said earlier is found out.
 */
final class RestlessWriter implements AutoCloseable {
    private static final String LABEL = "# written ";
    private static final int LONGEST_PAUSE_MS = 400;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Path file;
    private final Random random = new Random(7);
    private final AtomicLong written = new AtomicLong();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().unstarted(this::write);

    RestlessWriter(Path file) {
        this.file = file;
    }

    void start() {
        thread.start();
    }

    long written() {
        return written.get();
    }

    /** What went wrong: each time that its number was gone, or that it could not read or write. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    private void write() {
        try {
            do {
                number();
            } while (!stopped.await(random.nextInt(LONGEST_PAUSE_MS), TimeUnit.MILLISECONDS));
        } catch (IOException failed) {
            lost.add(failed.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void number() throws IOException {
        String present = Files.readString(file);
        long last = written.get();
        if (last > 0 && !present.endsWith(LABEL + last + "\n")) {
            lost.add("number " + last + " is gone: " + present);
        }
        String next = present.replaceFirst(LABEL + "\\d+\n$", "") + LABEL + (last + 1) + "\n";
        if (random.nextBoolean()) {
            Files.writeString(file, next);
        } else {
            Path fresh = Files.writeString(file.resolveSibling("fresh"), next);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        written.set(last + 1);
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
