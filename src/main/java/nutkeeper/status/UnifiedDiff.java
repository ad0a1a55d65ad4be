package nutkeeper.status;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.Collection;
import java.util.List;

/** Two texts as {@code diff -u} shows them. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * The difference, empty if there is none; {@code file} names both sides. A line that holds {@code redis_auth} or one of the
     * secrets is shown as stars: such a line never changes, so nothing is lost.
     */
    public static String of(String file, String before, String after, Collection<String> secrets) {
        List<String> old = masked(before, secrets);
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                file, file + " (planned)", old, DiffUtils.diff(old, masked(after, secrets)), CONTEXT);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> masked(String text, Collection<String> secrets) {
        return text.lines()
                .map(line -> line.contains("redis_auth")
                                || secrets.stream().anyMatch(secret -> !secret.isEmpty() && line.contains(secret))
                        ? "******"
                        : line)
                .toList();
    }
}
