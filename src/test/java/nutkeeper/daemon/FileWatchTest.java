package nutkeeper.daemon;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final AtomicInteger rings = new AtomicInteger();
    private Path real;
    private Path link;
    private FileWatch watch;

    @BeforeEach
    void watchTheFileThroughALink() throws IOException {
        real = Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("nutcracker.yml"), "one");
        link = Files.createSymbolicLink(folder.resolve("nutcracker.yml"), real);
        watch = new FileWatch(List.of(link), rings::incrementAndGet, Duration.ofMillis(20));
        watch.start();
        awaitRinging(() -> Files.writeString(real, "two"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        watch.stop();
    }

    @Test
    void ringsAgainWhenTheFileIsQuiet() throws IOException {
        Files.writeString(real, "three");

        await().atMost(DEADLINE).until(() -> rings.get() >= 2);
    }

    @Test
    void ringsWhenTheFileIsReplaced() {
        awaitRinging(() ->
                Files.move(Files.writeString(folder.resolve("next"), "three"), real, StandardCopyOption.ATOMIC_MOVE));
    }

    @Test
    void ringsWhenTheLinkLeadsElsewhereAndThenForTheNewTarget() throws IOException {
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("nutcracker.yml"), "other");
        awaitRinging(() -> Files.move(
                Files.createSymbolicLink(folder.resolve("next"), other), link, StandardCopyOption.ATOMIC_MOVE));

        awaitRinging(() -> Files.writeString(other, "other, changed"));
    }

    @Test
    void findsAFolderAgainThatWasRemovedAndMadeAnew() {
        awaitRinging(() -> {
            Files.deleteIfExists(real);
            Files.deleteIfExists(real.getParent());
        });

        awaitRinging(() -> {
            Files.createDirectories(real.getParent());
            Files.writeString(real, "new");
        });
    }

    @Test
    void isSilentAboutTheNeighboursOfTheFile() throws IOException {
        Files.writeString(real.resolveSibling(".nutcracker.yml.nutkeeper-0123456789abcdef01234567"), "ours");
        Files.writeString(folder.resolve("nutcracker.log"), "noise");

        await().during(Duration.ofMillis(300)).atMost(DEADLINE).until(() -> rings.get() == 0);
    }

    private interface Touch {
        void run() throws IOException;
    }

    /** The touch is repeated until it is heard, since the watch may not have found its folders yet; then waits for silence. */
    private void awaitRinging(Touch touch) {
        rings.set(0);
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(200)).until(() -> {
            touch.run();
            return rings.get() > 0;
        });
        await().atMost(DEADLINE).until(new Silence());
        rings.set(0);
    }

    /** True when nothing has rung since the look before. */
    private final class Silence implements Callable<Boolean> {
        private int last = -1;

        @Override
        public Boolean call() {
            int now = rings.get();
            boolean silent = now == last;
            last = now;
            return silent;
        }
    }
}
