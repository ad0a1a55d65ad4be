package nutkeeper.topology;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the payloads of sentinel.c (sentinelEvent's "%@" form). Names of masters may hold blanks and "@", so a payload is
 * never split from the left: a name that is known is looked for, the longest first, and otherwise the fixed tail decides.
 */
public final class EventParser {
    private static final Pattern MEMBER = Pattern.compile("(slave|sentinel) (\\S+) (\\S*) (\\d+) @ (.+) (\\S*) (\\d+)");
    private static final Pattern MEMBER_TAIL =
            Pattern.compile("( new reported role is .*| \\d+ additional matching .*)$");
    private static final Pattern MASTER = Pattern.compile("master (.+?) (\\S*) (\\d+)( .*)?");
    private static final Pattern MASTER_TAIL = Pattern.compile("( #quorum .*| quorum \\d+| new reported role is .*)$");
    private static final Pattern SWITCH = Pattern.compile("(.+) (\\S*) (\\d+) (\\S*) (\\d+)");
    private static final Pattern EPOCH = Pattern.compile("(?:([0-9a-f]{40}) )?(\\d{1,18})");

    private EventParser() {}

    /** The typed event; never fails: what cannot be read is kept as text. */
    public static SentinelEvent parse(String channel, String payload, Collection<String> knownMasters) {
        EventKind kind = EventKind.of(channel);
        return new SentinelEvent(kind, channel, payload, about(kind, payload, knownMasters));
    }

    private static SentinelEvent.About about(EventKind kind, String payload, Collection<String> known) {
        if (kind == EventKind.SWITCH_MASTER) {
            return switched(payload);
        }
        if (kind == EventKind.NEW_EPOCH || kind == EventKind.VOTE_FOR_LEADER) {
            return epoch(payload);
        }
        if (payload.startsWith("master ")) {
            return master(payload, known);
        }
        if (payload.startsWith("slave ") || payload.startsWith("sentinel ")) {
            return member(payload, known);
        }
        return new SentinelEvent.Text(payload);
    }

    private static SentinelEvent.About switched(String payload) {
        Matcher m = SWITCH.matcher(payload);
        return m.matches()
                ? new SentinelEvent.Switch(
                        m.group(1), Address.of(m.group(2), m.group(3)), Address.of(m.group(4), m.group(5)))
                : new SentinelEvent.Text(payload);
    }

    private static SentinelEvent.About epoch(String payload) {
        Matcher m = EPOCH.matcher(payload);
        return m.matches()
                ? new SentinelEvent.Epoch(Optional.ofNullable(m.group(1)), Long.parseLong(m.group(2)))
                : new SentinelEvent.Text(payload);
    }

    private static SentinelEvent.About master(String payload, Collection<String> known) {
        String name = longestKnown(payload.substring("master ".length()), known);
        if (!name.isEmpty()) {
            String[] rest =
                    payload.substring("master ".length() + name.length() + 1).split(" ", 3);
            return new SentinelEvent.Master(name, addressOf(rest), rest.length > 2 ? rest[2] : "");
        }
        Matcher tail = MASTER_TAIL.matcher(payload);
        String rest = tail.find() ? tail.group(1).strip() : "";
        Matcher m = MASTER.matcher(payload);
        return m.matches()
                ? new SentinelEvent.Master(
                        m.group(1),
                        Address.of(m.group(2), m.group(3)),
                        rest.isEmpty() && m.group(4) != null ? m.group(4).strip() : rest)
                : new SentinelEvent.Text(payload);
    }

    private static SentinelEvent.About member(String payload, Collection<String> known) {
        Matcher tail = MEMBER_TAIL.matcher(payload);
        boolean hasTail = tail.find();
        String rest = hasTail ? tail.group(1).strip() : "";
        Matcher m = MEMBER.matcher(hasTail ? payload.substring(0, tail.start()) : payload);
        if (!m.matches()) {
            return new SentinelEvent.Text(payload);
        }
        String name = known.contains(m.group(5)) ? m.group(5) : afterLongestKnown(m.group(5), known);
        return new SentinelEvent.Member(
                m.group(1),
                m.group(2),
                Address.of(m.group(3), m.group(4)),
                name,
                Address.of(m.group(6), m.group(7)),
                rest);
    }

    /** A cut payload may lose its address, and an unknown tail may follow it: then the known name that begins the text counts. */
    private static String afterLongestKnown(String text, Collection<String> known) {
        String name = longestKnown(text, known);
        return name.isEmpty() ? text : name;
    }

    private static String longestKnown(String text, Collection<String> known) {
        return known.stream()
                .filter(name -> text.startsWith(name + " "))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Optional<Address> addressOf(String[] words) {
        return words.length < 2 || Arrays.stream(words).limit(2).anyMatch(String::isEmpty)
                ? Optional.empty()
                : Address.of(words[0], words[1]);
    }
}
