package nutkeeper.nutcracker;

/**
 * One scalar of the file: its value, the characters that spell it (quotes included), how they do, and where they stand: the
 * offset in UTF-16 units, and line and column counted from 1, the column in code points.
 */
record Scalar(String value, String raw, Style style, int start, int line, int column) {
    /** How the characters of a scalar give its value. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        /** After {@code |} or {@code >}. */
        BLOCK
    }

    /** The offset after the last character, a closing quote included. */
    int end() {
        return start + raw.length();
    }

    /** The offset of the first character inside the quotes, if there are any. */
    int contentStart() {
        return style == Style.PLAIN ? start : start + 1;
    }

    /** The offset after the last character inside the quotes, if there are any. */
    int contentEnd() {
        return style == Style.PLAIN ? end() : end() - 1;
    }

    /** Whether the value begins with {@code prefix} and each of its characters stands for itself in the file. */
    boolean spellsLiterally(String prefix) {
        return value.startsWith(prefix)
                && raw.startsWith(prefix, contentStart() - start)
                && switch (style) {
                    case PLAIN -> true;
                    case SINGLE_QUOTED -> prefix.indexOf('\'') < 0;
                    case DOUBLE_QUOTED -> prefix.indexOf('\\') < 0;
                    case BLOCK -> false;
                };
    }

    boolean spansLines() {
        return raw.chars().anyMatch(Yaml11::isBreak);
    }

    /** The place only: the value may be a password. */
    @Override
    public String toString() {
        return "scalar at line " + line + ", column " + column;
    }
}
