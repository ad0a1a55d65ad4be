package nutkeeper.status;

import static java.util.stream.Collectors.joining;

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
     * secrets is shown as stars behind its sign, so that a change is seen even where a secret looks like part of an address.
     */
    public static String of(String file, String before, String after, Collection<String> secrets) {
        List<String> old = before.lines().toList();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                file,
                file + " (planned)",
                old,
                DiffUtils.diff(old, after.lines().toList()),
                CONTEXT);
        return lines.stream()
                .map(line -> isSecret(line, secrets) ? line.charAt(0) + "******" : line)
                .map(line -> line + "\n")
                .collect(joining());
    }

    private static boolean isSecret(String line, Collection<String> secrets) {
        boolean header = line.startsWith("@@ ") || line.startsWith("--- ") || line.startsWith("+++ ");
        return !header
                && (line.contains("redis_auth")
                        || secrets.stream().anyMatch(secret -> !secret.isEmpty() && line.contains(secret)));
    }
}
