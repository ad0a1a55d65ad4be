package nutkeeper.settings;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the settings.
 *
 * @param key the dotted key, such as {@code proxies[0].restart_timeout}; empty where no key is to blame
 * @param wrong what is wrong, such as {@code '10' has no unit}
 * @param right what would be right, such as {@code write a duration such as 10s, 500ms or 2m}
 */
public record Problem(Place place, String key, String wrong, String right) {
    /** In the order of the file; what is not in the file comes last. */
    static final Comparator<Problem> IN_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.place().line() == 0
                            ? Integer.MAX_VALUE
                            : problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** One sentence: where, which key, what is wrong, what would be right; always a single printable line. */
    @Override
    public String toString() {
        String sentence = place + ": " + (key.isEmpty() ? "" : key + ": ") + wrong + "; " + right;
        return CONTROL.matcher(sentence).replaceAll("?");
    }
}
