package nutkeeper.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** One way through one text: the problems met so far, the keys that were asked for, and what overrides the text. */
final class Pass {
    private static final String QUOTE_IT =
            "correct it there, and put quotes around a text that starts with a sign or holds ': ' or ' #'";
    private static final Pattern NAMED = Pattern.compile("(undefined (?:alias|tag handle)).*", Pattern.DOTALL);

    private final String file;
    private final Overrides overrides;
    private final List<Problem> problems = new ArrayList<>();
    private final TreeSet<String> asked = new TreeSet<>();

    Pass(String file, Overrides overrides) {
        this.file = file;
        this.overrides = overrides;
    }

    /** The whole text as a value; an empty text is an empty map. Nothing, and a problem, if it is not YAML. */
    Optional<Value> compose(String text) {
        Place top = new Place(file, 1, 1);
        try {
            Node root = new Compose(yaml())
                    .composeString(text)
                    .orElseGet(() -> new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
            return Optional.of(new Value("", top, root, this));
        } catch (MarkedYamlEngineException notYaml) {
            Place place = notYaml.getProblemMark().map(this::at).orElse(top);
            report(place, "", "this is not YAML: " + message(notYaml), QUOTE_IT);
        } catch (ReaderException unprintable) {
            String character = "the character U+%04X".formatted(unprintable.getCodePoint());
            report(placeAfter(text, unprintable.getPosition()), "", character + " is not allowed in YAML", "remove it");
        } catch (YamlEngineException unreadable) {
            report(top, "", "this is not YAML: " + unreadable.getMessage(), QUOTE_IT);
        }
        return Optional.empty();
    }

    /** The core schema tells which texts mean "no value"; keys that are no text are reported by us, with their place. */
    private static LoadSettings yaml() {
        return LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
    }

    /** Without names: an alias or a tag may be a password that begins with "*" or "!" and has no quotes. */
    private static String message(MarkedYamlEngineException notYaml) {
        String problem = NAMED.matcher(notYaml.getProblem()).replaceAll("$1");
        String context = notYaml.getContext();
        return context == null || context.isBlank() ? problem : context + ", " + problem;
    }

    private Place placeAfter(String text, int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    /** Where a node begins, or the place of what holds it if the node was not written. */
    Place placeOf(Node node, Place otherwise) {
        return node.getStartMark().map(this::at).orElse(otherwise);
    }

    private Place at(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    void report(Place place, String key, String wrong, String right) {
        problems.add(new Problem(place, key, wrong, right));
    }

    /** Remembers that the settings have this key; list positions do not matter. */
    void ask(String key) {
        asked.add(key.replaceAll("\\[\\d+]", "[]"));
    }

    /** Every key that was asked for, dotted, lists as {@code proxies[]}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** What overrides this key, the weakest first. */
    List<Value> overriding(String key) {
        return overrides.of(key, this);
    }

    /** The environment variable of that name is read on the user's own word, so it is no misspelled setting. */
    boolean hasVariable(String name) {
        return overrides.hasVariable(name);
    }

    /** The problems so far. */
    List<Problem> problems() {
        return problems.stream().sorted(Problem.IN_ORDER).toList();
    }

    /** Reports what overrides nothing, then answers all problems in the order of the file. */
    List<Problem> finish() {
        overrides.reportUnknown(this);
        return problems();
    }
}
