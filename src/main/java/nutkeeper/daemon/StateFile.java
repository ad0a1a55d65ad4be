package nutkeeper.daemon;

import static nutkeeper.status.Logfmt.quote;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.MasterState;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keeper must remember over a restart: of each master the confirmed address, epoch, level and time, and every address
 * it ever had. One JSON file, replaced by rename and synced, folder included. A damaged file is set aside and said, never
 * guessed at: the Sentinels tell everything again.
 */
final class StateFile {
    private static final int VERSION = 1;
    private static final Logger log = LoggerFactory.getLogger("state");

    private final Path folder;
    private final Path file;

    StateFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("state.json");
    }

    /** What was remembered; empty at the first start, and after damage. */
    KeeperState load() throws IOException {
        if (!Files.exists(file)) {
            return KeeperState.EMPTY;
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return parsed(bytes);
        } catch (IOException | IllegalArgumentException | ClassCastException | DateTimeException damage) {
            Path aside =
                    file.resolveSibling("state.json.damaged-" + Instant.now().getEpochSecond());
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.error(
                    "damaged file={} set_aside={} why={} next={}",
                    file,
                    aside,
                    quote(reason(damage)),
                    quote("starting without memory of former masters; the Sentinels tell them again"));
            return KeeperState.EMPTY;
        }
    }

    /** What was remembered, for those who only look: empty where there is nothing or damage, and nothing is set aside. */
    KeeperState peek() {
        try {
            return Files.exists(file) ? parsed(Files.readAllBytes(file)) : KeeperState.EMPTY;
        } catch (IOException | IllegalArgumentException | ClassCastException | DateTimeException damage) {
            return KeeperState.EMPTY;
        }
    }

    /** Durable when it returns. */
    void save(KeeperState state) throws IOException {
        Path temporary = file.resolveSibling("state.json.new");
        byte[] bytes = JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                .asString(written(state))
                .getBytes(StandardCharsets.UTF_8);
        Files.write(
                temporary,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        sync(temporary, StandardOpenOption.WRITE);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder, StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static Map<String, Object> written(KeeperState state) {
        List<Object> masters = new ArrayList<>();
        new TreeMap<>(state.masters()).forEach((name, master) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("group", name.group());
            entry.put("name", name.name());
            master.confirmed().ifPresent(confirmed -> {
                entry.put("address", confirmed.address().toString());
                entry.put("epoch", confirmed.epoch());
                entry.put("level", confirmed.level().name());
                entry.put("at", confirmed.at().toString());
            });
            entry.put(
                    "members", master.members().stream().map(Address::toString).toList());
            masters.add(entry);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("masters", masters);
        return all;
    }

    private static KeeperState parsed(byte[] bytes) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        if (JSON.std.anyFrom(text) instanceof Map<?, ?> all) {
            return new KeeperState(read(all), Map.of());
        }
        throw new IllegalArgumentException("it holds no JSON object");
    }

    /** The first line of what the parser says; the rest of it only tells where. */
    private static String reason(Exception damage) {
        String message = String.valueOf(damage.getMessage());
        return message.lines().findFirst().orElseGet(() -> damage.getClass().getSimpleName());
    }

    private static Map<MasterName, MasterState> read(Map<?, ?> all) {
        if (!Integer.valueOf(VERSION).equals(all.get("version"))) {
            throw new IllegalArgumentException(
                    "its version is " + all.get("version") + ", and this nutkeeper reads " + VERSION);
        }
        Map<MasterName, MasterState> masters = new HashMap<>();
        for (Object each : (List<?>) field(all, "masters")) {
            if (!(each instanceof Map<?, ?> entry)) {
                throw new IllegalArgumentException("a master is no JSON object");
            }
            Set<Address> members = new LinkedHashSet<>();
            ((List<?>) field(entry, "members")).forEach(member -> members.add(address(member)));
            Optional<Confirmed> confirmed =
                    entry.containsKey("address") ? Optional.of(confirmed(entry)) : Optional.empty();
            masters.put(
                    new MasterName((String) field(entry, "group"), (String) field(entry, "name")),
                    new MasterState(confirmed, members, Optional.empty()));
        }
        return masters;
    }

    private static Confirmed confirmed(Map<?, ?> entry) {
        return new Confirmed(
                address(field(entry, "address")),
                ((Number) field(entry, "epoch")).longValue(),
                Level.valueOf((String) field(entry, "level")),
                Instant.parse((String) field(entry, "at")));
    }

    private static Address address(Object text) {
        return Address.parse(String.valueOf(text))
                .orElseThrow(() -> new IllegalArgumentException("no address: " + text));
    }

    private static Object field(Map<?, ?> entry, String name) {
        Object value = entry.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
