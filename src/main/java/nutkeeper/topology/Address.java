package nutkeeper.topology;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a Redis node listens: a host (IPv4, IPv6 or a host name, at most 253 characters) and a port (1 to 65535). The host
 * is kept in canonical form, so equal addresses are equal records: IPv6 as RFC 5952 spells it, without brackets, host names
 * in lower case. Nothing else can be an address, so nothing else can reach a file or a command.
 */
public record Address(String host, int port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern DOTTED = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /** @throws IllegalArgumentException if host or port is none; the message says which and why */
    public Address {
        host = canonicalHost(host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** Reads {@code host:port} or {@code [v6]:port}; the port is what follows the last colon, so a bare IPv6 works too. */
    public static Optional<Address> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        return of(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The address of a host and a decimal port, or nothing if either is not valid. */
    public static Optional<Address> of(String host, String port) {
        if (!port.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(new Address(bare, Integer.parseInt(port)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether the host is an IP address, so that no name service is asked about it. */
    public boolean isNumeric() {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    /** {@code host:port}, an IPv6 host bare as nutcracker.yml writes it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static String canonicalHost(String host) {
        if (host.indexOf(':') >= 0) {
            return canonicalIpv6(host);
        }
        if (DOTTED.matcher(host).matches()
                ? !IPV4.matcher(host).matches()
                : !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + printable(host) + "' is neither an IP address nor a host name");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static String canonicalIpv6(String host) {
        if (host.indexOf('%') >= 0 || host.indexOf('[') >= 0) {
            throw new IllegalArgumentException("'" + printable(host) + "' is not a plain IPv6 address");
        }
        InetAddress parsed = InetAddress.ofLiteral(host);
        return parsed instanceof Inet6Address six ? shortest(six.getAddress()) : parsed.getHostAddress();
    }

    /** RFC 5952: hexadecimal groups without leading zeros, the first longest run of two or more zero groups as "::". */
    private static String shortest(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static String printable(String text) {
        String safe = text.replaceAll("[^\\x21-\\x7e]", "?");
        return safe.length() <= 64 ? safe : safe.substring(0, 64) + "...";
    }
}
