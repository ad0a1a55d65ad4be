package nutkeeper.nutcracker;

import java.util.Optional;

/**
 * The parts of one server entry, {@code host:port:weight[ name]} or {@code /path:weight[ name]}, as spelled. They are cut
 * from the right, as conf_add_server of nc_conf.c does, so an IPv6 host stands bare; a unix socket has its path as host and
 * an empty port. The name is the one twemproxy hashes with: the last word where {@code named}, else its default.
 */
record ServerText(String host, String port, String weight, String name, boolean named) {
    private static final int MEMCACHED_PORT = 11_211;

    /** The parts, or empty where twemproxy would refuse the entry. */
    static Optional<ServerText> parse(String value) {
        int blank = value.lastIndexOf(' ');
        String head = blank < 0 ? value : value.substring(0, blank);
        int colon = head.lastIndexOf(':');
        if (colon < 0 || Decimal.parse(head.substring(colon + 1)) < 1) {
            return Optional.empty();
        }
        String weight = head.substring(colon + 1);
        Optional<String> name = blank < 0 ? Optional.empty() : Optional.of(value.substring(blank + 1));
        String place = head.substring(0, colon);
        return value.startsWith("/") ? unix(place, weight, name) : tcp(place, weight, name);
    }

    private static Optional<ServerText> tcp(String place, String weight, Optional<String> name) {
        int colon = place.lastIndexOf(':');
        int port = Decimal.parse(place.substring(colon + 1));
        if (colon < 0 || !Decimal.isPort(port)) {
            return Optional.empty();
        }
        String host = place.substring(0, colon);
        String byDefault = port == MEMCACHED_PORT ? host : place;
        return Optional.of(
                new ServerText(host, place.substring(colon + 1), weight, name.orElse(byDefault), name.isPresent()));
    }

    /** The default name of a unix socket ends in a colon: it is cut as host and port are, and the port is empty. */
    private static Optional<ServerText> unix(String path, String weight, Optional<String> name) {
        return path.indexOf(':') >= 0
                ? Optional.empty()
                : Optional.of(new ServerText(path, "", weight, name.orElse(path + ":"), name.isPresent()));
    }

    boolean isUnix() {
        return host.startsWith("/");
    }

    /** What stands left of the weight's colon: {@code host:port} or {@code /path}. */
    String place() {
        return isUnix() ? host : host + ":" + port;
    }
}
