package nutkeeper.status;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as their widest cell, the last one as long as it likes. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header the columns' names, in capitals as the field writes them */
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row of as many cells as the header has. */
    public Table row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + rows.getFirst().size() + " columns");
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> printable(String.valueOf(cell)))
                .toList());
        return this;
    }

    /** Whether there is nothing but the header. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, each ended by a newline. */
    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                                .mapToObj(column -> column == columns - 1
                                        ? row.get(column)
                                        : padded(row.get(column), widths[column]))
                                .collect(joining("  "))
                                .stripTrailing()
                        + "\n")
                .collect(joining());
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static String printable(String cell) {
        return cell.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
