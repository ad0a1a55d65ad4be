package nutkeeper.nutcracker;

import java.util.Set;

/**
 * What {@link Lint} must be told, as only the host knows it: the host names, as spelled, that do not resolve there, whether
 * every user may read the file, and which user twemproxy runs as if that user may not; an empty text where it may, or where
 * nobody knows.
 */
public record Surroundings(Set<String> unresolved, boolean readableByAll, String shutOut) {
    public Surroundings {
        unresolved = Set.copyOf(unresolved);
    }
}
