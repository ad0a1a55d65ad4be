package nutkeeper.settings;

import static nutkeeper.settings.Grammar.shown;

import java.util.regex.Pattern;
import nutkeeper.settings.Parsed.Bad;
import nutkeeper.settings.Parsed.Good;
import nutkeeper.topology.Address;

/** What the text of an address or a network may say. IPv6 hosts stand in brackets, so that a port is never guessed. */
final class AddressGrammar {
    private static final Pattern PORT = Pattern.compile(".*[^:]:\\d+|\\[.*]:\\d+");

    private AddressGrammar() {}

    /** {@code host:port} or {@code [v6]:port}. */
    static Parsed<Address> address(String text) {
        return addressOr(text, "", "write host:port, such as 10.0.0.1:6379 or \"[2001:db8::1]:6379\"");
    }

    /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}. */
    static Parsed<Address> sentinelAddress(String text) {
        return addressOr(
                text,
                ":" + Defaults.SENTINEL_PORT,
                "write host or host:port, such as 10.0.0.1:26379 or \"[2001:db8::1]:26379\"");
    }

    private static Parsed<Address> addressOr(String text, String defaultPort, String right) {
        boolean bareIpv6 = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
        if (bareIpv6) {
            return new Bad<>(shown(text) + " has more than one colon outside brackets", right);
        }
        String whole = PORT.matcher(text).matches() ? text : text + defaultPort;
        return Address.parse(whole)
                .<Parsed<Address>>map(Good::new)
                .orElseGet(() -> new Bad<>(shown(text) + " is not an address", right));
    }

    /** An IP network, {@code address/prefix}, with no bit set behind the prefix. */
    static Parsed<Cidr> network(String text) {
        String right = "write a network such as 10.0.0.0/8 or \"2001:db8::/32\"";
        if (text.indexOf('/') < 0) {
            return Cidr.parse(text + (text.indexOf(':') < 0 ? "/32" : "/128"))
                    .<Parsed<Cidr>>map(single -> new Bad<>(shown(text) + " has no prefix length", "write " + single))
                    .orElseGet(() -> new Bad<>(shown(text) + " is not a network", right));
        }
        return Cidr.parse(text)
                .map(network -> strict(text, network))
                .orElseGet(() -> new Bad<>(shown(text) + " is not a network", right));
    }

    private static Parsed<Cidr> strict(String text, Cidr network) {
        String first = text.substring(0, text.indexOf('/'));
        return Address.of(first, "1")
                        .filter(address -> address.host().equals(network.first()))
                        .isPresent()
                ? new Good<>(network)
                : new Bad<>(shown(text) + " has bits set behind its prefix", "write " + network);
    }
}
