package nutkeeper.nutcracker;

/**
 * A text that is no nutcracker.yml, or one in which a server could go unseen, so that nothing in it may be edited. The place
 * is that of the offending character, line and column counted from 1, the column in code points. The reason never quotes a
 * value, as that might be a password.
 */
public record Malformed(int line, int column, String why) implements Parsing {
    public Malformed {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line " + line + " and column " + column + " are counted from 1");
        }
    }

    /** {@code line 3, column 5: why}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + why;
    }
}
