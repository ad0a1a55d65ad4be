package nutkeeper.settings;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nutkeeper.topology.Address;

/**
 * A network of IPv4 or IPv6 addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} (RFC 4632, RFC 4291). The first
 * address is kept in canonical form and has no bit set behind the prefix, so equal networks are equal records.
 */
public record Cidr(String first, int prefix) {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]+)/(\\d{1,3})");
    private static final int ANY_PORT = 1;

    /** @throws IllegalArgumentException if first is no IP address, or the prefix is too long for it or shorter than its bits */
    public Cidr {
        Address address = new Address(first, ANY_PORT);
        first = address.host();
        if (!address.isNumeric() || prefix < 0 || prefix > bytesOf(first).length * 8) {
            throw new IllegalArgumentException("'" + first + "/" + prefix + "' is not a network");
        }
        if (!masked(first, prefix).equals(first)) {
            throw new IllegalArgumentException("'" + first + "/" + prefix + "' has bits set behind its prefix");
        }
    }

    /** Reads {@code address/prefix}; nothing if it is not a network. Bits behind the prefix are cleared. */
    static Optional<Cidr> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(form.group(2));
        return Address.of(form.group(1), "" + ANY_PORT)
                .filter(Address::isNumeric)
                .filter(address -> prefix <= bytesOf(address.host()).length * 8)
                .map(address -> new Cidr(masked(address.host(), prefix), prefix));
    }

    /** Whether the address lies in this network; never for a host name, nor for the other IP version. */
    public boolean contains(Address address) {
        return address.isNumeric()
                && bytesOf(address.host()).length == bytesOf(first).length
                && masked(address.host(), prefix).equals(first);
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }

    private static String masked(String host, int prefix) {
        byte[] bytes = bytesOf(host);
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefix - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff << (8 - kept));
        }
        return new Address(textOf(bytes), ANY_PORT).host();
    }

    /** Only ever called with an IP address, so no name service is asked. */
    private static byte[] bytesOf(String host) {
        return InetAddress.ofLiteral(host).getAddress();
    }

    private static String textOf(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes.length == 4) {
                text.append(i == 0 ? "" : ".").append(bytes[i] & 0xff);
            } else {
                text.append(i == 0 || i % 2 == 1 ? "" : ":").append("%02x".formatted(bytes[i] & 0xff));
            }
        }
        return text.toString();
    }
}
