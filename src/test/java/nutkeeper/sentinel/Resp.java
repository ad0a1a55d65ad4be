package nutkeeper.sentinel;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Replies as a Redis process writes them, in the protocol that the connection has agreed on. */
final class Resp {
    static final String OK = "+OK\r\n";
    static final String PONG = "+PONG\r\n";

    /** The part of the answer to HELLO 3 that matters. */
    static final String HELLO = "%1\r\n" + bulk("proto") + ":3\r\n";

    private Resp() {}

    static String error(String message) {
        return "-" + message + "\r\n";
    }

    static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    static String array(String... elements) {
        return "*" + elements.length + "\r\n" + String.join("", elements);
    }

    static String bulks(String... texts) {
        return array(Arrays.stream(texts).map(Resp::bulk).toArray(String[]::new));
    }

    /** A null array: {@code *-1}, which is {@code _} since RESP3. */
    static String none(int protocol) {
        return protocol == 3 ? "_\r\n" : "*-1\r\n";
    }

    /** A map, which is a flat array before RESP3. */
    static String map(int protocol, Map<String, String> fields) {
        String flat = fields.entrySet().stream()
                .map(field -> bulk(field.getKey()) + bulk(field.getValue()))
                .collect(joining());
        return protocol == 3 ? "%" + fields.size() + "\r\n" + flat : "*" + 2 * fields.size() + "\r\n" + flat;
    }

    static String maps(int protocol, List<Map<String, String>> entries) {
        return array(entries.stream().map(entry -> map(protocol, entry)).toArray(String[]::new));
    }

    /** What a subscriber receives: a push frame, which is an array before RESP3. */
    static String push(int protocol, String... elements) {
        String type = protocol == 3 ? ">" : "*";
        return type + elements.length + "\r\n" + String.join("", elements);
    }
}
