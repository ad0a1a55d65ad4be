package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @Test
    void readsHostAndPort() {
        assertThat(ListenAddress.parse("127.0.0.1:22121")).contains(new ListenAddress.Tcp("127.0.0.1", 22121));
    }

    @Test
    void takesThePortBehindTheLastColonSoThatABareIpv6Works() {
        assertThat(ListenAddress.parse("::1:22121")).contains(new ListenAddress.Tcp("::1", 22121));
    }

    @Test
    void dropsThePermissionsBehindAUnixPath() {
        assertThat(ListenAddress.parse("/run/nutcracker/a.sock 0666"))
                .contains(new ListenAddress.Unix("/run/nutcracker/a.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "a:0", "a:65536", "a b:1", ":1", "a:-1"})
    void takesNothingElse(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }

    @Test
    void reachesAWildcardAtTheLoopback() throws Exception {
        assertThat(new ListenAddress.Tcp("0.0.0.0", 1).reachableAt())
                .contains(InetAddress.ofLiteral("127.0.0.1"))
                .allMatch(InetAddress::isLoopbackAddress);
        assertThat(new ListenAddress.Tcp("*", 1).reachableAt()).allMatch(InetAddress::isLoopbackAddress);
    }
}
