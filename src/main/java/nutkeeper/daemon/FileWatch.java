package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the bell when another writer has been at one of the files, and once more when it has been quiet for as long as {@link
 * ConfigSource} wants to see a text unchanged. It never reads a file and never decides: where watching fails (too many
 * watches, a file system that tells nothing), the loop's own round notices a second later.
 */
final class FileWatch implements Runnable {
    /** How often it looks whether the links and folders are still those that it watches. */
    private static final Duration RENEW = Duration.ofSeconds(1);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger("daemon");

    private final List<Path> files;
    private final Runnable bell;
    private final Duration quiet;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("file-watch").unstarted(this);
    private Map<WatchKey, Set<Path>> watched = Map.of();
    private boolean saidUnwatched;

    /** Takes absolute paths; {@code quiet} is how long after the last event the bell is rung again. */
    FileWatch(List<Path> files, Runnable bell, Duration quiet) {
        this.files = List.copyOf(files);
        this.bell = bell;
        this.quiet = quiet;
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            while (true) {
                renew(service);
                if (awaitTouch(service, RENEW)) {
                    ringUntilQuiet(service);
                }
            }
        } catch (IOException failed) {
            sayUnwatched(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void ringUntilQuiet(WatchService service) throws InterruptedException {
        do {
            bell.run();
            renew(service);
        } while (awaitTouch(service, quiet));
        bell.run();
    }

    /** Whether one of the files, or a link on the way to one, is touched before {@code within} is over; there is noise beside them. */
    private boolean awaitTouch(WatchService service, Duration within) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + within.toNanos();
        boolean touched = false;
        long leftNanos = within.toNanos();
        while (!touched && leftNanos > 0) {
            WatchKey key = service.poll(leftNanos, TimeUnit.NANOSECONDS);
            touched = key != null && concerns(key);
            leftNanos = deadlineNanos - System.nanoTime();
        }
        return touched;
    }

    /** Registers what the files' paths lead over now; a folder that is registered already keeps its key. */
    private void renew(WatchService service) {
        Map<WatchKey, Set<Path>> now = new HashMap<>();
        boolean all = true;
        for (Map.Entry<Path, Set<Path>> folder : Trail.of(files).entrySet()) {
            try {
                WatchKey key = folder.getKey()
                        .register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_DELETE,
                                StandardWatchEventKinds.ENTRY_MODIFY);
                now.put(key, folder.getValue());
            } catch (NoSuchFileException | NotDirectoryException goneForNow) {
                log.debug("cannot watch folder={} next={}", folder.getKey(), quote("looking again"));
            } catch (IOException failed) {
                all = false;
                sayUnwatched(failed);
            }
        }
        watched.keySet().stream().filter(key -> !now.containsKey(key)).forEach(WatchKey::cancel);
        watched = now;
        saidUnwatched = saidUnwatched && !all;
    }

    /** An overflow may have been about anything. */
    private boolean concerns(WatchKey key) {
        Set<Path> names = watched.getOrDefault(key, Set.of());
        boolean concerns = key.pollEvents().stream()
                .anyMatch(event -> event.kind().equals(StandardWatchEventKinds.OVERFLOW)
                        || (event.context() instanceof Path name && names.contains(name)));
        boolean folderStands = key.reset();
        return concerns || (!folderStands && watched.containsKey(key));
    }

    private void sayUnwatched(IOException failed) {
        if (saidUnwatched) {
            return;
        }
        saidUnwatched = true;
        log.warn(
                "cannot watch files why={} next={}",
                quote(failed),
                quote(
                        "looking at them every second; if there are too many watches, raise fs.inotify.max_user_watches"));
    }

    /** Ends the watching within a second. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(STOP_WITHIN);
    }
}
