package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void twoWorldsNeverGetTheSamePort() {
        try (Ports one = Ports.claim(new Random(1));
                Ports other = Ports.claim(new Random(1))) {
            Set<Address> given = new HashSet<>(tenOf(one));
            given.addAll(tenOf(other));

            assertThat(given).hasSize(20).allSatisfy(address -> {
                assertThat(address.host()).isEqualTo("127.0.0.1");
                assertThat(address.port()).isBetween(1024, 32_767);
            });
        }
    }

    @Test
    void skipsAPortOnWhichSomethingListens() throws IOException {
        int taken;
        try (Ports ports = Ports.claim(new Random(2))) {
            taken = ports.next().port() + 1;
            try (ServerSocket listener = new ServerSocket(taken, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                assertThat(listener.isBound()).isTrue();
                assertThat(ports.next().port()).isGreaterThan(taken);
            }
        }
    }

    @Test
    void saysWhenAWorldWantsMoreThanItsBlock() {
        try (Ports ports = Ports.claim(new Random(3))) {
            assertThatThrownBy(() -> IntStream.range(0, 100).forEach(i -> ports.next()))
                    .isInstanceOf(WorldTrouble.class)
                    .hasMessageContaining("at most");
        }
    }

    private static List<Address> tenOf(Ports ports) {
        return IntStream.range(0, 10).mapToObj(i -> ports.next()).toList();
    }
}
