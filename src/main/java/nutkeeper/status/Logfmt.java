package nutkeeper.status;

/** Values as logfmt wants them: quoted where they hold blanks, quotes or "=", and never with a control character in them. */
public final class Logfmt {
    private Logfmt() {}

    /** The value as one logfmt word. What comes from outside can so neither end a line nor forge a key. */
    public static String quote(Object value) {
        String text = String.valueOf(value);
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && !isControl(c));
        if (plain) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    /** Also the line breaks that only Unicode knows, which some viewers obey. */
    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
