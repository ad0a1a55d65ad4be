package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.128, true",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 10.0.0.1, false",
        "::1/128, ::1, true",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "0.0.0.0/0, redis.example, false",
    })
    void holdsTheAddressesThatShareItsPrefix(String network, String host, boolean held) {
        assertThat(Cidr.parse(network).orElseThrow().contains(new Address(host, 6379)))
                .isEqualTo(held);
    }

    @Test
    void isOneValueHoweverItIsSpelled() {
        assertThat(Cidr.parse("2001:DB8:0:0::/32")).isEqualTo(Cidr.parse("2001:db8::/32"));
        assertThat(new Cidr("2001:DB8:0::", 32)).hasToString("2001:db8::/32");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0, 33", "10.0.0.0, -1", "'::', 129", "10.0.0.1, 8", "lan, 8"})
    void refusesWhatIsNoNetwork(String first, int prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(first, prefix));
    }
}
