package nutkeeper.nutcracker;

/** Ends the reading of a text at the first thing that must not be there; it never leaves {@link ConfigParser}. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Malformed malformed;

    Unfit(int line, int column, String why) {
        super(why);
        this.malformed = new Malformed(line, column, why);
    }

    static Unfit at(Scalar scalar, String why) {
        return new Unfit(scalar.line(), scalar.column(), why);
    }

    Malformed malformed() {
        return malformed;
    }
}
