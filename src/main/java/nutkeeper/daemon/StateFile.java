package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import nutkeeper.keeper.KeeperState;
import nutkeeper.proxy.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keeper must remember over a restart, in one file of the state folder. A damaged file is set aside and said, never
 * guessed at: the Sentinels tell everything again.
 */
final class StateFile {
    private static final Logger log = LoggerFactory.getLogger("state");

    private final Path file;

    StateFile(Path folder) {
        this.file = folder.resolve("state.json");
    }

    /** What was remembered; empty at the first start, and after damage. */
    KeeperState load() throws IOException {
        if (!Files.exists(file)) {
            return KeeperState.EMPTY;
        }
        byte[] bytes = Files.readAllBytes(file);
        return StateText.read(bytes).orElseGet(why -> setAside(why));
    }

    /** What was remembered, for those who only look: empty where nothing can be read, and nothing is set aside. */
    KeeperState peek() {
        try {
            return StateText.read(Files.readAllBytes(file)).orElseGet(why -> KeeperState.EMPTY);
        } catch (IOException nothing) {
            return KeeperState.EMPTY;
        }
    }

    /** Durable when it returns; others see the former file or the new one, whole. */
    void save(KeeperState state) throws IOException {
        Durable.replace(file, StateText.write(state));
    }

    private KeeperState setAside(String why) {
        Path aside = file.resolveSibling(
                "state.json.damaged-" + Instant.now().toString().replace(':', '-'));
        String next = "starting without memory of former masters; the Sentinels tell them again";
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.error("damaged file={} set_aside={} why={} next={}", file, aside, quote(why), quote(next));
        } catch (IOException stays) {
            log.error("damaged file={} set_aside=no why={} next={}", file, quote(why), quote(next));
        }
        return KeeperState.EMPTY;
    }
}
