package nutkeeper.nutcracker;

import java.util.List;

/**
 * Where libyaml, by which twemproxy reads, and a YAML 1.2 engine see different lines: libyaml still breaks lines at U+0085,
 * U+2028 and U+2029, and skips a byte order mark before any line, so that a server could stand where the engine sees a
 * comment. Only a double-quoted value may hold such a character: there it changes neither lines nor keys.
 */
final class Yaml11 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FOREIGN_BREAKS = "\u0085\u2028\u2029";

    private Yaml11() {}

    /** Whether libyaml ends a line here. */
    static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || FOREIGN_BREAKS.indexOf(character) >= 0;
    }

    /** Refuses a text in which the two might not see the same entries. */
    static void requireSameLines(String text, List<Section> sections) throws Unfit {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isForeignBreak = FOREIGN_BREAKS.indexOf(character) >= 0;
            boolean isInnerMark = character == BYTE_ORDER_MARK && i > 0 && startsLine(text.charAt(i - 1));
            if ((isForeignBreak || isInnerMark) && !isQuoted(i, sections)) {
                String why = isForeignBreak
                        ? "nutcracker breaks the line at U+%04X and may see servers here that other readers do not; remove it"
                        : "nutcracker skips U+%04X and may see keys here that other readers do not; remove it";
                throw unfit(text, i, String.format(why, (int) character));
            }
        }
    }

    private static boolean startsLine(char before) {
        return isBreak(before) || before == BYTE_ORDER_MARK;
    }

    /** The reason with the place of an offset. */
    static Unfit unfit(String text, int offset, String why) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            char character = text.charAt(i);
            if (character == '\n' || (character == '\r' && text.charAt(i + 1) != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Unfit(line, text.codePointCount(lineStart, offset) + 1, why);
    }

    private static boolean isQuoted(int offset, List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.entries().stream())
                .filter(entry -> !entry.isServer())
                .map(Section.Entry::value)
                .anyMatch(value ->
                        value.style() == Scalar.Style.DOUBLE_QUOTED && value.start() < offset && offset < value.end());
    }
}
