package nutkeeper.nutcracker;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads nutcracker.yml as twemproxy 0.5.0 does (nc_conf.c), and keeps the place of every server. It is as strict where a
 * server might go unseen or be taken for another; unknown keys and values out of range are left to {@code nutcracker -t}.
 */
public final class ConfigParser {
    private ConfigParser() {}

    /**
     * Reads a whole file, strictly decoded from UTF-8; a byte order mark is part of the text. Nothing is thrown: what cannot
     * be read, or not be read safely, is {@link Malformed}.
     */
    public static Parsing parse(String text) {
        try {
            return new NutcrackerConfig(text, PoolReader.pools(sections(text)));
        } catch (Unfit unfit) {
            return unfit.malformed();
        } catch (MarkedYamlEngineException notYaml) {
            return malformed(notYaml);
        } catch (ReaderException unprintable) {
            return malformed(text, unprintable.getCodePoint());
        } catch (YamlEngineException notYaml) {
            return new Malformed(1, 1, "no YAML: the engine gives no place");
        }
    }

    /** Where a foreign line break stands in a text that cannot be read, it is the likelier reason, so it is named first. */
    private static List<Section> sections(String text) throws Unfit {
        List<Section> sections;
        try {
            sections = Outline.of(text);
        } catch (Unfit | YamlEngineException unreadable) {
            Yaml11.requireSameLines(text, List.of());
            throw unreadable;
        }
        Yaml11.requireSameLines(text, sections);
        return sections;
    }

    /** The engine's message would quote the line, and the line may hold a password; its problem names no more than a character. */
    private static Malformed malformed(MarkedYamlEngineException notYaml) {
        String why = "no YAML: " + notYaml.getProblem().replaceAll("[^\\x20-\\x7e]", "?");
        return notYaml.getProblemMark()
                .map(mark -> new Malformed(mark.getLine() + 1, mark.getColumn() + 1, why))
                .orElseGet(() -> new Malformed(1, 1, why));
    }

    private static Malformed malformed(String text, int unprintable) {
        String next = unprintable == 0 ? "the file may be UTF-16, save it as UTF-8" : "remove it";
        int offset = Math.max(0, text.indexOf(unprintable));
        return Yaml11.unfit(text, offset, String.format("U+%04X, which YAML forbids; %s", unprintable, next))
                .malformed();
    }
}
