package nutkeeper.nutcracker;

import java.util.Optional;

/** Where a pool listens, as conf_set_listen of nc_conf.c reads it. */
public sealed interface Listen {
    /**
     * A TCP port. The host is what stands left of the last colon: an address, bare also for IPv6, or a host name, which
     * twemproxy resolves once at its start. An empty host is read here and refused by twemproxy; {@code *} is what the
     * resolver makes of it, which is the IPv6 loopback address.
     */
    record Tcp(String host, int port) implements Listen {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** A unix socket; the octal mode that may follow the path in the file is left out. */
    record Unix(String path) implements Listen {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Reads {@code host:port} or {@code /path[ mode]}; empty where twemproxy would refuse it. */
    static Optional<Listen> parse(String text) {
        if (text.startsWith("/")) {
            int blank = text.lastIndexOf(' ');
            return Optional.of(new Unix(blank < 0 ? text : text.substring(0, blank)));
        }
        int colon = text.lastIndexOf(':');
        int port = Decimal.parse(text.substring(colon + 1));
        return colon >= 0 && Decimal.isPort(port)
                ? Optional.of(new Tcp(text.substring(0, colon), port))
                : Optional.empty();
    }
}
