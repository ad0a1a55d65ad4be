package nutkeeper.settings;

/**
 * Where a setting was written: a line and column of the file, both from 1, or a source without lines (an environment
 * variable, the command line), then both 0.
 */
public record Place(String source, int line, int column) {
    static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** {@code nutkeeper.yml:12}, or the source alone. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
