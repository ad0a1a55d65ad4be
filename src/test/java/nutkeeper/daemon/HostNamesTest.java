package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(200);

    @Test
    void tellsTheNamesWithoutAnAddress() throws InterruptedException {
        assertThat(new HostNames(HostNamesTest::known, AMPLE).unresolved(Set.of("a.example", "b.example", "c.example")))
                .containsExactlyInAnyOrder("b.example", "c.example");
    }

    @Test
    void aNameWithoutAnswerHoldsUpNeitherTheOthersNorTheCheck() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        HostNames.Resolver silent = name -> name.equals("a.example") ? known(name) : wait(never);
        assertThat(new HostNames(silent, BRIEF).unresolved(Set.of("a.example", "b.example")))
                .contains("b.example");
        assertThat(never.getCount()).isOne();
    }

    @Test
    void asksNothingWhereThereAreNoNames() throws InterruptedException {
        assertThat(new HostNames(HostNamesTest::known, BRIEF).unresolved(Set.of()))
                .isEmpty();
    }

    private static InetAddress known(String name) throws UnknownHostException {
        if (name.equals("a.example")) {
            return InetAddress.getLoopbackAddress();
        }
        throw new UnknownHostException(name);
    }

    private static InetAddress wait(CountDownLatch latch) throws UnknownHostException {
        try {
            latch.await();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException("no answer");
    }
}
