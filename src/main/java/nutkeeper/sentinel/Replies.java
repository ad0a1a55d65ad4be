package nutkeeper.sentinel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nutkeeper.topology.Address;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;

/** Reads the shapes of Sentinel's replies, RESP2 (flat arrays) and RESP3 (maps) alike. What does not fit reads as empty. */
final class Replies {
    /** A null reply ({@code *-1} or {@code _}). */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Replies() {}

    static String text(Object reply) {
        return switch (reply) {
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default -> String.valueOf(reply);
        };
    }

    /** Whether a command is refused because this Sentinel is too old to know it (sentinel.c, sentinelCommand). */
    static boolean isUnknownCommand(JedisDataException refusal) {
        return String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("unknown");
    }

    /** GET-MASTER-ADDR-BY-NAME: host and port. */
    static Optional<Address> address(Object reply) {
        return reply instanceof List<?> pair && pair.size() == 2
                ? Address.of(text(pair.get(0)), text(pair.get(1)))
                : Optional.empty();
    }

    /** One entry of SENTINEL MASTER, MASTERS, REPLICAS or SENTINELS: field to value. */
    static Map<String, String> fields(Object reply) {
        Map<String, String> fields = new HashMap<>();
        if (reply instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof KeyValue<?, ?> pair) {
                    fields.put(text(pair.getKey()), text(pair.getValue()));
                } else if (i + 1 < list.size()) {
                    fields.put(text(list.get(i)), text(list.get(++i)));
                }
            }
        }
        return fields;
    }

    /** A list of such entries. */
    static List<Map<String, String>> entries(Object reply) {
        return reply instanceof List<?> list
                ? list.stream().map(Replies::fields).toList()
                : List.of();
    }

    /** The ip and port fields of an entry. */
    static Optional<Address> address(Map<String, String> entry) {
        return Address.of(entry.getOrDefault("ip", ""), entry.getOrDefault("port", ""));
    }

    /** A decimal field; {@code otherwise} if it is missing or no number. */
    static long number(Map<String, String> entry, String field, long otherwise) {
        String text = entry.getOrDefault(field, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }
}
