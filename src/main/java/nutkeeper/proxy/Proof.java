package nutkeeper.proxy;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is known about who serves the listen addresses now. */
sealed interface Proof {
    /** All of them accept and belong to these processes, none of which ran the old file. */
    record ByIdentity(SortedSet<Long> pids) implements Proof {
        public ByIdentity {
            pids = new TreeSet<>(pids);
        }

        String text() {
            return "listening; owned by pid "
                    + pids.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ", which did not run the old file";
        }
    }

    /** All of them accept, but for one at least the owner cannot be seen; its socket is a new one, or in a network namespace of its own. */
    record ByAnswer(ListenAddress hidden) implements Proof {
        String text() {
            return "listening on sockets that were not there before; owner of " + hidden + " not visible";
        }
    }

    /** Nothing is proven yet; {@code why} names the first address in the way. */
    record NotYet(String why) implements Proof {}
}
