package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements of stretches of one text that do not overlap, in the order of the text. */
record Patch(List<Replacement> replacements) {
    Patch {
        replacements = replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start).thenComparingInt(Replacement::end))
                .toList();
    }

    /** The characters from {@code start} up to {@code end} give way to {@code text}; an insertion has them equal. */
    record Replacement(int start, int end, String text) {}

    String apply(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (Replacement replacement : replacements) {
            result.append(text, done, replacement.start()).append(replacement.text());
            done = replacement.end();
        }
        return result.append(text, done, text.length()).toString();
    }

    /** The patch that gives {@code original} back when it is applied to what this one made of it. */
    Patch inverse(String original) {
        List<Replacement> inverse = new ArrayList<>();
        int shift = 0;
        for (Replacement replacement : replacements) {
            int start = replacement.start() + shift;
            int length = replacement.text().length();
            inverse.add(
                    new Replacement(start, start + length, original.substring(replacement.start(), replacement.end())));
            shift += length - (replacement.end() - replacement.start());
        }
        return new Patch(inverse);
    }
}
