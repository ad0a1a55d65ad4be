package nutkeeper.proxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kernel's tables of sockets (proc(5): net/tcp, net/tcp6, net/unix) at one look. Each is read when it is first asked for:
 * for a TCP table the kernel walks through all of its hash buckets, which takes several milliseconds, used or not.
 */
final class SocketTables {
    private static final String LISTEN = "0A";
    private static final int ACCEPTS_CONNECTIONS = 0x10000;

    private final Proc proc;
    private final Map<String, List<Bound>> tcp = new HashMap<>();

    SocketTables(Proc proc) {
        this.proc = proc;
    }

    /** A listening TCP socket as a row of its table gives it. */
    private record Bound(InetAddress address, int port, long inode) {
        boolean serves(InetAddress wanted, int wantedPort) {
            return port == wantedPort && (address.isAnyLocalAddress() || address.equals(wanted));
        }
    }

    /** The inodes of the sockets that listen there. */
    Set<Long> listening(ListenAddress listen) {
        return switch (listen) {
            case ListenAddress.Tcp wanted -> listening(wanted);
            case ListenAddress.Unix(String path) -> listening(path);
        };
    }

    private Set<Long> listening(ListenAddress.Tcp wanted) {
        Set<Long> inodes = new HashSet<>();
        try {
            for (InetAddress address : wanted.addresses()) {
                inodes.addAll(listening(address, wanted.port()));
            }
        } catch (UnknownHostException unresolvable) {
            return Set.of();
        }
        return inodes;
    }

    /** nutcracker opens a socket of the address's own family; others also serve IPv4 from an IPv6 socket. */
    private Set<Long> listening(InetAddress address, int port) {
        Set<Long> inodes = address instanceof Inet6Address ? Set.of() : listening("net/tcp", address, port);
        return inodes.isEmpty() ? listening("net/tcp6", address, port) : inodes;
    }

    private Set<Long> listening(String table, InetAddress address, int port) {
        return tcp.computeIfAbsent(table, this::readTcp).stream()
                .filter(socket -> socket.serves(address, port))
                .map(Bound::inode)
                .collect(Collectors.toSet());
    }

    private Set<Long> listening(String path) {
        Set<Long> inodes = new HashSet<>();
        for (String row : proc.table("net/unix")) {
            String[] columns = row.strip().split("\\s+", 8);
            if (columns.length == 8
                    && columns[7].equals(path)
                    && (Integer.parseUnsignedInt(columns[3], 16) & ACCEPTS_CONNECTIONS) != 0) {
                inodes.add(Long.valueOf(columns[6]));
            }
        }
        return inodes;
    }

    private List<Bound> readTcp(String table) {
        return proc.table(table).stream().flatMap(SocketTables::listeningRow).toList();
    }

    private static Stream<Bound> listeningRow(String row) {
        String[] columns = row.strip().split("\\s+", 11);
        if (columns.length < 11 || !columns[3].equals(LISTEN)) {
            return Stream.empty();
        }
        int colon = columns[1].indexOf(':');
        return Stream.of(new Bound(
                address(columns[1].substring(0, colon)),
                Integer.parseInt(columns[1].substring(colon + 1), 16),
                Long.parseLong(columns[9])));
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
}
