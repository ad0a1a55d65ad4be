package nutkeeper.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nutkeeper.settings.Parsed.Bad;
import nutkeeper.settings.Parsed.Good;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value as it was written: its dotted key, where its key stands, and its node. Each way to look into it reports a problem
 * and answers nothing where the value is of another shape. Numbers and booleans are texts until a {@link Grammar} reads them.
 */
record Value(String key, Place place, Node node, Pass pass) {
    /** A value that was written outside the file. */
    static Value overriding(String key, String source, String text, Pass pass) {
        return new Value(key, Place.of(source), new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED), pass);
    }

    /** The value by a grammar. */
    <T> Optional<T> parse(Function<String, Parsed<T>> grammar) {
        return text().flatMap(text -> switch (grammar.apply(text)) {
            case Good<T>(T value) -> Optional.of(value);
            case Bad<T>(String wrong, String right) -> refused(wrong, right);
        });
    }

    private Optional<String> text() {
        return node instanceof ScalarNode scalar && isGiven()
                ? Optional.of(scalar.getValue())
                : misshapen("write a single value, in quotes if it begins with a bracket or holds a colon and a blank");
    }

    /** The values of a list. */
    Optional<List<Value>> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return misshapen("write a list, each item on a line of its own after '- '");
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Value(key + "[" + items.size() + "]", pass.placeOf(item, place), item, pass));
        }
        return Optional.of(items);
    }

    /** The values of a list, or this one value alone where it is no list. */
    Optional<List<Value>> itemsOrOne() {
        return isText() ? Optional.of(List.of(this)) : items();
    }

    /** The values of a map by their keys, in the order written; a key that is given twice is a problem. */
    Optional<Map<String, Value>> entries() {
        if (!(node instanceof MappingNode mapping)) {
            return misshapen("write 'key: value' lines under it");
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            addTo(entries, tuple);
        }
        return Optional.of(entries);
    }

    private void addTo(Map<String, Value> entries, NodeTuple tuple) {
        Place where = pass.placeOf(tuple.getKeyNode(), place);
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
            pass.report(where, key, "a key is a list or a map", "write a plain text before the colon");
            return;
        }
        Value value = new Value(
                key.isEmpty() ? name.getValue() : key + "." + name.getValue(), where, tuple.getValueNode(), pass);
        Value earlier = entries.putIfAbsent(name.getValue(), value);
        if (earlier != null) {
            value.report("is already given in line " + earlier.place.line(), "remove one of the two");
        }
    }

    /** The value as a section of known keys. */
    Optional<Section> section() {
        return entries().map(entries -> new Section(this, entries));
    }

    /** The text of this value's key, as a value in the same place. */
    Value ofKey(String name) {
        return new Value(key, place, new ScalarNode(Tag.STR, name, ScalarStyle.DOUBLE_QUOTED), pass);
    }

    boolean isText() {
        return node instanceof ScalarNode && isGiven();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    void report(String wrong, String right) {
        pass.report(place, key, wrong, right);
    }

    private <T> Optional<T> refused(String wrong, String right) {
        report(wrong, right);
        return Optional.empty();
    }

    private <T> Optional<T> misshapen(String right) {
        return isGiven()
                ? refused((key.isEmpty() ? "the text " : "") + shape(), right)
                : refused("has no value", "give it one, or remove the key");
    }

    private boolean isGiven() {
        return !node.getTag().equals(Tag.NULL);
    }

    private String shape() {
        return switch (node.getNodeType()) {
            case SCALAR -> "is a single value";
            case SEQUENCE -> "is a list";
            case MAPPING -> "is a map";
            case ANCHOR -> "is an anchor";
        };
    }
}
