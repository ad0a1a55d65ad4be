package nutkeeper.proxy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells who listens where. It remembers whose a socket is; it is not for two threads at once. */
final class ListeningSockets {
    private final Proc proc;
    private final Map<Long, Set<ProcessIdentity>> known = new HashMap<>();

    ListeningSockets(Proc proc) {
        this.proc = proc;
    }

    /** The owner of each address now, in the order given. */
    Map<ListenAddress, Owner> owners(Collection<ListenAddress> listens) {
        SocketTables tables = new SocketTables(proc);
        Map<ListenAddress, Set<Long>> inodes = new LinkedHashMap<>();
        listens.forEach(listen -> inodes.put(listen, tables.listening(listen)));
        learnHolders(inodes.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<ListenAddress, Owner> owners = new LinkedHashMap<>();
        inodes.forEach((listen, sockets) -> owners.put(listen, owner(sockets)));
        return owners;
    }

    /** Every process that holds at least one of the addresses. */
    Set<ProcessIdentity> processes(Collection<ListenAddress> listens) {
        Set<ProcessIdentity> processes = new HashSet<>();
        for (Owner owner : owners(listens).values()) {
            switch (owner) {
                case Owner.Visible(Set<ProcessIdentity> holders) -> processes.addAll(holders);
                case Owner.Hidden(Set<ProcessIdentity> listening) -> processes.addAll(listening);
                case Owner.Nobody nobody -> {}
            }
        }
        return processes;
    }

    /** A listening socket stays with its process, so only a new one is worth the search through all descriptors. */
    private void learnHolders(Set<Long> inodes) {
        known.keySet().retainAll(inodes);
        if (!known.keySet().containsAll(inodes)) {
            known.putAll(proc.holders(inodes));
        }
    }

    private Owner owner(Set<Long> sockets) {
        if (sockets.isEmpty()) {
            return new Owner.Nobody();
        }
        Set<ProcessIdentity> processes = new HashSet<>();
        sockets.forEach(inode -> processes.addAll(known.getOrDefault(inode, Set.of())));
        return processes.isEmpty() ? new Owner.Hidden(proc.socketIdentities(sockets)) : new Owner.Visible(processes);
    }
}
