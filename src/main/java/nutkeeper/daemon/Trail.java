package nutkeeper.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a path leads over: every symlink in it, also those in its folders, and the file at its end. */
final class Trail {
    /** As many symlinks in one path as Linux follows (path_resolution(7)). */
    private static final int MAX_LINKS = 40;

    private Trail() {}

    /** The folders to watch for these absolute paths, each with the names in it whose change may change what a path says. */
    static Map<Path, Set<Path>> of(List<Path> files) {
        Map<Path, Set<Path>> trail = new LinkedHashMap<>();
        files.forEach(file -> follow(file.normalize(), MAX_LINKS, trail));
        return trail;
    }

    private static void follow(Path path, int linksLeft, Map<Path, Set<Path>> trail) {
        Path walked = path.getRoot();
        for (Path name : path) {
            Path step = walked.resolve(name);
            if (Files.isSymbolicLink(step)) {
                note(walked, name, trail);
                if (linksLeft > 0) {
                    followLink(step, step.relativize(path), linksLeft - 1, trail);
                }
                return;
            }
            if (step.equals(path)) {
                note(walked, name, trail);
            }
            walked = step;
        }
    }

    private static void followLink(Path link, Path rest, int linksLeft, Map<Path, Set<Path>> trail) {
        try {
            Path target = link.resolveSibling(Files.readSymbolicLink(link));
            follow(target.resolve(rest).normalize(), linksLeft, trail);
        } catch (IOException goneMeanwhile) {
            // nothing to follow for now: the folder of the link is watched, and tells when it is back
        }
    }

    private static void note(Path folder, Path name, Map<Path, Set<Path>> trail) {
        trail.computeIfAbsent(folder, _ -> new HashSet<>()).add(name);
    }
}
