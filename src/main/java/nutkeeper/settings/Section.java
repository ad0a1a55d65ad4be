package nutkeeper.settings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A map whose keys are known. To ask for a key makes it known, so a key's name, default and grammar stand in one line of the
 * reader; whatever was never asked for is reported by {@link #finish}.
 */
final class Section {
    private final Value self;
    private final Map<String, Value> entries;
    private final TreeSet<String> known = new TreeSet<>();
    private final TreeSet<String> refused = new TreeSet<>();

    Section(Value self, Map<String, Value> entries) {
        this.self = self;
        this.entries = entries;
    }

    /** The value of a key, by a grammar, or the default. */
    <T> T orDefault(String key, T otherwise, Function<String, Parsed<T>> grammar) {
        return optional(key, grammar).orElse(otherwise);
    }

    /** The value of a key, by a grammar; nothing if it is not given. All sources are checked, the strongest one counts. */
    <T> Optional<T> optional(String key, Function<String, Parsed<T>> grammar) {
        return Stream.concat(value(key).stream(), self.pass().overriding(path(key)).stream())
                .map(value -> value.parse(grammar))
                .reduce(Optional.empty(), (weaker, stronger) -> stronger.or(() -> weaker));
    }

    /** The value of a key that must be given. */
    Optional<Value> required(String key, String right) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            self.pass().report(self.place(), path(key), "is missing", right);
        }
        return value;
    }

    /** The value of a key as it was written. */
    Optional<Value> value(String key) {
        known.add(key);
        self.pass().ask(path(key));
        return Optional.ofNullable(entries.get(key));
    }

    /** The section of a key; an empty one if it is not given. */
    Section section(String key) {
        return value(key)
                .flatMap(Value::section)
                .orElseGet(() -> new Section(new Value(path(key), self.place(), self.node(), self.pass()), Map.of()));
    }

    /** The entries of a map whose keys the user chooses; none if it is not given. */
    Collection<Map.Entry<String, Value>> entries(String key) {
        return value(key).flatMap(Value::entries).orElse(Map.of()).entrySet();
    }

    /** The items of a list; none if it is not given. */
    List<Value> items(String key) {
        return value(key).flatMap(Value::items).orElse(List.of());
    }

    /** A key that a later version will know. */
    void unavailable(String key, String instead) {
        refuse(key, "is not available in this version", instead);
    }

    /** A key that is wrong for a reason better told than "unknown". */
    void refuse(String key, String wrong, String right) {
        refused.add(key);
        report(key, wrong, right);
    }

    void report(String key, String wrong, String right) {
        Optional.ofNullable(entries.get(key)).ifPresent(value -> value.report(wrong, right));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Pass pass() {
        return self.pass();
    }

    /** Reports every key that nothing asked for; call it last. */
    void finish() {
        entries.forEach((key, value) -> {
            if (!known.contains(key) && !refused.contains(key)) {
                value.report("is not a known key", meant(key));
            }
        });
    }

    /** A key of this section that was misspelled, or one of another section that stands in the wrong place. */
    private String meant(String key) {
        return Suggestion.nearest(key, known)
                .or(() -> elsewhere(key))
                .map(near -> "did you mean " + near)
                .orElseGet(() -> "write one of " + String.join(", ", known));
    }

    private Optional<String> elsewhere(String key) {
        return pass().asked().stream()
                .filter(asked -> asked.endsWith("." + key))
                .findFirst();
    }

    private String path(String key) {
        return self.key().isEmpty() ? key : self.key() + "." + key;
    }
}
