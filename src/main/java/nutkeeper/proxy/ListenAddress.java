package nutkeeper.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a pool listens, as {@code listen:} spells it (nc_conf.c, conf_set_listen): a host and port, or a unix socket. */
public sealed interface ListenAddress {
    /** A host (an address, a name, or {@code *}, which nutcracker resolves to the loopback) and a port. */
    record Tcp(String host, int port) implements ListenAddress {
        private static final List<InetAddress> LOOPBACKS =
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

        /** The addresses to which a socket for this listen address may be bound; asks the name service for a name. */
        List<InetAddress> addresses() throws UnknownHostException {
            return host.equals("*") ? LOOPBACKS : List.of(InetAddress.getAllByName(host));
        }

        /** The addresses at which a client on this machine reaches such a socket: the loopback for the wildcard. */
        List<InetAddress> reachableAt() throws UnknownHostException {
            return addresses().stream()
                    .flatMap(address -> address.isAnyLocalAddress() ? LOOPBACKS.stream() : Stream.of(address))
                    .toList();
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** The absolute path of a unix socket. */
    record Unix(String path) implements ListenAddress {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Reads {@code host:port}, where the port follows the last colon, or {@code /path} with permissions after a blank. */
    static Optional<ListenAddress> parse(String text) {
        if (text.startsWith("/")) {
            int blank = text.indexOf(' ');
            return Optional.of(new Unix(blank < 0 ? text : text.substring(0, blank)));
        }
        Matcher parts = Syntax.HOST_PORT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(parts.group("port"));
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Tcp(parts.group("host"), port));
    }

    /** How {@code host:port} looks; leading zeros of a port are allowed, as nutcracker allows them. */
    final class Syntax {
        private static final Pattern HOST_PORT = Pattern.compile("(?<host>\\S+):0*(?<port>\\d{1,5})");

        private Syntax() {}
    }
}
