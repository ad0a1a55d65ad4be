package nutkeeper.proxy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A switch is due: the file was or is about to be changed, and the processes in {@code ranOld} ran what it said before.
 *
 * @param configFile the proxy's file, for a person who reads the mark
 * @param ranOld every process that may still serve a text other than the file's
 * @param oldText the {@link Fingerprint} of the text before; empty if a switch was due already, so that this text was never served
 * @param newText the fingerprint of the text that shall be served
 * @param since when the oldest switch that is still due was begun
 */
record Mark(Path configFile, Set<ProcessIdentity> ranOld, String oldText, String newText, Instant since) {
    Mark {
        ranOld = Set.copyOf(ranOld);
    }

    /** Whether {@code present}, the text of the file now, has yet to be switched to; if it is the old one, nothing was changed. */
    boolean isDue(String present) {
        return !Fingerprint.of(present).equals(oldText);
    }

    boolean isFor(String present) {
        return Fingerprint.of(present).equals(newText);
    }

    /** This mark with more processes that may have read the old file. */
    Mark with(Set<ProcessIdentity> more) {
        Set<ProcessIdentity> all = new HashSet<>(ranOld);
        all.addAll(more);
        return new Mark(configFile, all, oldText, newText, since);
    }

    /** The mark of a further change, begun before the switch of this one was done. */
    Mark followedBy(Mark next) {
        return new Mark(configFile, ranOld, "", next.newText, since).with(next.ranOld);
    }

    /** This mark with a switch due whatever the file says. */
    Mark alwaysDue() {
        return new Mark(configFile, ranOld, "", newText, since);
    }

    /** Whether a switch was due already when this one was begun. */
    boolean isAlwaysDue() {
        return oldText.isEmpty();
    }
}
