package nutkeeper.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant by one that is not known: the nearest by typing slips, if it is near at all. */
final class Suggestion {
    private static final int LETTERS_PER_SLIP = 3;

    private Suggestion() {}

    /** The candidate that is at most one slip per three letters away. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        String plain = plain(word);
        int tolerated = Math.max(1, plain.length() / LETTERS_PER_SLIP);
        return candidates.stream()
                .filter(candidate -> slips(plain, plain(candidate)) <= tolerated)
                .min(Comparator.comparingInt(candidate -> slips(plain, plain(candidate))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Letters added, left out, exchanged or swapped with their neighbour (the optimal string alignment distance). */
    private static int slips(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
