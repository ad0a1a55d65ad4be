package nutkeeper.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells who listens where, from the kernel's socket tables (proc(5): net/tcp, net/tcp6, net/unix) and the processes' descriptors. */
record ListeningSockets(Proc proc) {
    private static final String LISTEN = "0A";
    private static final int ACCEPTS_CONNECTIONS = 0x10000;

    /** A listening TCP socket as a row of its table gives it. */
    private record Bound(InetAddress address, int port, long inode) {
        boolean serves(ListenAddress.Tcp wanted, List<InetAddress> addresses) {
            return port == wanted.port() && (address.isAnyLocalAddress() || addresses.contains(address));
        }
    }

    /** The owner of each address now, in the order given. */
    Map<ListenAddress, Owner> owners(Collection<ListenAddress> listens) {
        Map<ListenAddress, Set<Long>> inodes = inodes(listens);
        Map<Long, Set<ProcessIdentity>> holders =
                proc.holders(inodes.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<ListenAddress, Owner> owners = new LinkedHashMap<>();
        inodes.forEach((listen, sockets) -> owners.put(listen, owner(sockets, holders)));
        return owners;
    }

    /** Every visible process that holds at least one of the addresses. */
    Set<ProcessIdentity> processes(Collection<ListenAddress> listens) {
        Set<ProcessIdentity> processes = new HashSet<>();
        for (Owner owner : owners(listens).values()) {
            if (owner instanceof Owner.Visible(Set<ProcessIdentity> holders)) {
                processes.addAll(holders);
            }
        }
        return processes;
    }

    private static Owner owner(Set<Long> sockets, Map<Long, Set<ProcessIdentity>> holders) {
        if (sockets.isEmpty()) {
            return new Owner.Nobody();
        }
        Set<ProcessIdentity> processes = new HashSet<>();
        sockets.forEach(inode -> processes.addAll(holders.getOrDefault(inode, Set.of())));
        return processes.isEmpty() ? new Owner.Hidden() : new Owner.Visible(processes);
    }

    private Map<ListenAddress, Set<Long>> inodes(Collection<ListenAddress> listens) {
        List<Bound> bound = new ArrayList<>();
        proc.table("net/tcp").forEach(row -> addListening(row, bound));
        proc.table("net/tcp6").forEach(row -> addListening(row, bound));
        Map<String, Set<Long>> unix = unixSockets();
        Map<ListenAddress, Set<Long>> inodes = new LinkedHashMap<>();
        for (ListenAddress listen : listens) {
            inodes.put(
                    listen,
                    switch (listen) {
                        case ListenAddress.Tcp tcp -> serving(tcp, bound);
                        case ListenAddress.Unix(String path) -> unix.getOrDefault(path, Set.of());
                    });
        }
        return inodes;
    }

    private static Set<Long> serving(ListenAddress.Tcp wanted, List<Bound> bound) {
        try {
            List<InetAddress> addresses = wanted.addresses();
            return bound.stream()
                    .filter(socket -> socket.serves(wanted, addresses))
                    .map(Bound::inode)
                    .collect(Collectors.toSet());
        } catch (UnknownHostException unresolvable) {
            return Set.of();
        }
    }

    private static void addListening(String row, List<Bound> bound) {
        String[] columns = row.strip().split("\\s+", -1);
        if (columns.length > 9 && columns[3].equals(LISTEN)) {
            int colon = columns[1].indexOf(':');
            bound.add(new Bound(
                    address(columns[1].substring(0, colon)),
                    Integer.parseInt(columns[1].substring(colon + 1), 16),
                    Long.parseLong(columns[9])));
        }
    }

    /** The kernel prints each 32-bit word of an address in hexadecimal as the machine holds it (get_tcp4_sock in tcp_ipv4.c). */
    private static InetAddress address(String words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < words.length(); at += 8) {
            bytes.putInt(Integer.parseUnsignedInt(words, at, at + 8, 16));
        }
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("/proc shows an address of " + words.length() + " digits", impossible);
        }
    }

    private Map<String, Set<Long>> unixSockets() {
        Map<String, Set<Long>> listening = new HashMap<>();
        for (String row : proc.table("net/unix")) {
            String[] columns = row.strip().split("\\s+", 8);
            if (columns.length == 8 && (Integer.parseUnsignedInt(columns[3], 16) & ACCEPTS_CONNECTIONS) != 0) {
                listening.computeIfAbsent(columns[7], _ -> new HashSet<>()).add(Long.valueOf(columns[6]));
            }
        }
        return listening;
    }
}
