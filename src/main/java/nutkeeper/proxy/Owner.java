package nutkeeper.proxy;

import java.util.Set;

/** Who holds the socket behind a listen address. */
sealed interface Owner {
    /** These processes do. */
    record Visible(Set<ProcessIdentity> processes) implements Owner {
        public Visible {
            processes = Set.copyOf(processes);
        }
    }

    /** Some process does, but one of another user or container, into which we may not look; its sockets stand for it. */
    record Hidden(Set<ProcessIdentity> sockets) implements Owner {
        public Hidden {
            sockets = Set.copyOf(sockets);
        }
    }

    /** No such socket listens in our network namespace. */
    record Nobody() implements Owner {}
}
