package nutkeeper.nutcracker;

/** Where the code points of a text begin: YAML marks count code points, strings count UTF-16 units. */
final class CodePoints {
    private final int[] units;

    private CodePoints(int[] units) {
        this.units = units;
    }

    static CodePoints of(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return new CodePoints(new int[0]);
        }
        int[] units = new int[count + 1];
        for (int unit = 0, point = 0; point < count; point++) {
            units[point] = unit;
            unit += Character.charCount(text.codePointAt(unit));
        }
        units[count] = text.length();
        return new CodePoints(units);
    }

    /** The offset in UTF-16 units of the code point at this index. */
    int unit(int index) {
        return units.length == 0 ? index : units[index];
    }
}
