package nutkeeper.daemon;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.Function;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.MasterState;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import org.jspecify.annotations.Nullable;

/** The keeper's memory as JSON: of each master what was confirmed, every address it ever had, and the strangers of its name. */
final class StateText {
    private static final int VERSION = 1;

    private StateText() {}

    /** What a text turned out to be. */
    sealed interface Reading {
        record Remembered(KeeperState state) implements Reading {}

        record Damaged(String why) implements Reading {}

        default KeeperState orElseGet(Function<String, KeeperState> otherwise) {
            return switch (this) {
                case Remembered remembered -> remembered.state();
                case Damaged damaged -> otherwise.apply(damaged.why());
            };
        }
    }

    static Reading read(byte[] bytes) {
        try {
            return new Reading.Remembered(new KeeperState(masters(JSON.std.anyFrom(bytes)), Map.of()));
        } catch (IOException noJson) {
            return new Reading.Damaged("it is no JSON");
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return new Reading.Damaged(String.valueOf(wrong.getMessage()));
        }
    }

    static byte[] write(KeeperState state) throws IOException {
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
            entry.put(
                    "strangers",
                    master.strangers().stream().map(Address::toString).toList());
            masters.add(entry);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("masters", masters);
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<MasterName, MasterState> masters(@Nullable Object all) {
        if (!(all instanceof Map<?, ?> top)) {
            throw new IllegalArgumentException("it is no object");
        }
        if (!Integer.valueOf(VERSION).equals(top.get("version"))) {
            throw new IllegalArgumentException(
                    "its version is " + top.get("version") + ", and this nutkeeper reads " + VERSION);
        }
        Map<MasterName, MasterState> masters = new HashMap<>();
        for (Object each : list(top, "masters")) {
            if (!(each instanceof Map<?, ?> entry)) {
                throw new IllegalArgumentException("an entry of masters is no object");
            }
            Optional<Confirmed> confirmed =
                    entry.containsKey("address") ? Optional.of(confirmed(entry)) : Optional.empty();
            masters.put(
                    new MasterName(text(entry, "group"), text(entry, "name")),
                    new MasterState(
                            confirmed, addresses(entry, "members"), addresses(entry, "strangers"), Optional.empty()));
        }
        return masters;
    }

    private static Confirmed confirmed(Map<?, ?> entry) {
        if (!(entry.get("epoch") instanceof Number epoch)) {
            throw new IllegalArgumentException("an epoch is no number");
        }
        return new Confirmed(
                address(entry.get("address")),
                epoch.longValue(),
                Level.valueOf(text(entry, "level")),
                Instant.parse(text(entry, "at")));
    }

    private static Set<Address> addresses(Map<?, ?> entry, String field) {
        Set<Address> addresses = new LinkedHashSet<>();
        list(entry, field).forEach(each -> addresses.add(address(each)));
        return addresses;
    }

    private static List<?> list(Map<?, ?> entry, String field) {
        if (entry.get(field) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(field + " is no list");
    }

    private static String text(Map<?, ?> entry, String field) {
        if (entry.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + " is no text");
    }

    private static Address address(@Nullable Object text) {
        return Optional.ofNullable(text)
                .map(Object::toString)
                .flatMap(Address::parse)
                .orElseThrow(() -> new IllegalArgumentException("an address is no host:port"));
    }
}
