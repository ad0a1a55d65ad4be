package nutkeeper.status;

/** Values as logfmt wants them: quoted where they hold blanks, quotes or "=", and never with a control character in them. */
public final class Logfmt {
    private Logfmt() {}

    /** The value as one logfmt word. What comes from outside can so neither end a line nor forge a key. */
    public static String quote(Object value) {
        String text = String.valueOf(value);
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c != 0x7f);
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
            default ->
                Character.isISOControl(c) || c == 0x2028 || c == 0x2029
                        ? String.format("\\u%04x", (int) c)
                        : String.valueOf(c);
        };
    }
}
