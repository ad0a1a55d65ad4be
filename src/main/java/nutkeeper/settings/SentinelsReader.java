package nutkeeper.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nutkeeper.settings.Parsed.Bad;
import nutkeeper.settings.Parsed.Good;
import nutkeeper.topology.Address;

/** Reads {@code sentinels}: one group, or a map of named groups of the same shape. */
final class SentinelsReader {
    private static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int MOST_SENTINELS = 1_000;
    private static final String EXAMPLE =
            "write the addresses of your Sentinels, such as [10.0.0.1:26379, 10.0.0.2:26379]";

    private SentinelsReader() {}

    /**
     * What was read.
     *
     * @param groups the groups that are right
     * @param names of all groups as written, right or not; the one unnamed group is ""
     */
    record Sentinels(List<SentinelGroup> groups, Set<String> names) {
        Sentinels {
            groups = List.copyOf(groups);
            names = Set.copyOf(names);
        }
    }

    static Sentinels read(Section root) {
        Optional<Value> sentinels =
                root.required("sentinels", "write 'sentinels:' and under it 'addresses: [host:port]'");
        return sentinels
                .flatMap(value -> value.entries().map(entries -> read(value, entries)))
                .orElseGet(() -> new Sentinels(List.of(), Set.of()));
    }

    /** Only a map of named groups holds nothing but maps; a single group has its addresses there. */
    private static Sentinels read(Value sentinels, Map<String, Value> entries) {
        boolean named = !entries.isEmpty()
                && !entries.containsKey("addresses")
                && entries.values().stream().allMatch(Value::isMap);
        if (!named) {
            return new Sentinels(
                    group("", new Section(sentinels, entries)).stream().toList(), Set.of(""));
        }
        List<SentinelGroup> groups = new ArrayList<>();
        entries.forEach((name, value) -> {
            value.ofKey(name).parse(SentinelsReader::groupName);
            value.section().flatMap(section -> group(name, section)).ifPresent(groups::add);
        });
        return new Sentinels(groups, entries.keySet());
    }

    private static Optional<SentinelGroup> group(String name, Section section) {
        List<Address> addresses = section.required("addresses", EXAMPLE).stream()
                .flatMap(value -> addresses(value).stream())
                .toList();
        SentinelCount expected = section.orDefault("expected", Defaults.EXPECTED, SentinelsReader::expected);
        Credentials credentials = CredentialsReader.read(section);
        section.finish();
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new SentinelGroup(name, addresses, expected, credentials));
    }

    private static List<Address> addresses(Value value) {
        List<Value> items = value.itemsOrOne().orElse(List.of());
        if (value.isList() && items.isEmpty()) {
            value.report("is empty", EXAMPLE);
        }
        List<Address> addresses = new ArrayList<>();
        for (Value item : items) {
            item.parse(AddressGrammar::sentinelAddress).ifPresent(address -> {
                if (addresses.contains(address)) {
                    item.report(address + " is given twice", "remove one of the two");
                }
                addresses.add(address);
            });
        }
        return addresses;
    }

    private static Parsed<SentinelCount> expected(String text) {
        if (text.equals("auto")) {
            return new Good<>(new SentinelCount.Auto());
        }
        return switch (Grammar.count(1, MOST_SENTINELS).apply(text)) {
            case Good<Integer>(Integer count) -> new Good<>(new SentinelCount.Exactly(count));
            case Bad<Integer>(String wrong, String _) ->
                new Bad<>(wrong, "write auto, or how many Sentinels there are in all, such as 3");
        };
    }

    private static Parsed<String> groupName(String text) {
        return GROUP_NAME.matcher(text).matches()
                ? new Good<>(text)
                : new Bad<>(
                        "a group of Sentinels cannot be called " + Grammar.shown(text),
                        "use letters, digits, '_', '.' and '-', because masters are written group/name");
    }
}
