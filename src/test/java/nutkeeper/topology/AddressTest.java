package nutkeeper.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "2001:DB8::1, 2001:db8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:1:0:0:0, fe80::1:0:0:0",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:10.0.0.1, 10.0.0.1",
    })
    void spellsEveryIpv6HostInItsOneShortestForm(String given, String canonical) {
        assertThat(new Address(given, 6379).host()).isEqualTo(canonical);
        assertThat(new Address(canonical, 6379).host()).isEqualTo(canonical);
    }

    @Test
    void comparesHostNamesWithoutTheirCase() {
        assertThat(new Address("Redis-A.Example", 6379)).isEqualTo(new Address("redis-a.example", 6379));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:6379, 10.0.0.1, 6379",
        "[::1]:6379, ::1, 6379",
        "::1:6379, ::1, 6379",
        "redis_a:1, redis_a, 1",
        "a.b.:65535, a.b., 65535",
    })
    void readsHostAndPort(String text, String host, int port) {
        assertThat(Address.parse(text)).contains(new Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":6379",
                "host",
                "host:",
                "host:0",
                "host:65536",
                "host:123456",
                "host:-1",
                "host:+1",
                "host: 1",
                "host:1 ",
                "host:٣",
                "[]:1",
                "[::1:1",
                "::1]:1",
            })
    void readsNothingWhereHostOrPortIsNone(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\nb",
                "a\n",
                "\ta",
                "a\u0000",
                "a'b",
                "a\"b",
                "a`id`",
                "$(id)",
                "a;b",
                "a#b",
                "a,b",
                "a/b",
                "/run/redis.sock",
                "ünï",
                "-a",
                ".a",
                "a-",
                "[::1]",
                "::1%eth0",
                ":::",
                "::1 ",
                "::1\n",
                "1:2:3:4:5:6:7:8:9",
                "10.0.0.1:6379",
                "::g",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "12345",
                "010.0.0.1",
                "01.0.0.1",
                "10.0.0.08",
            })
    void refusesHostsThatCouldMeanAnythingElse(String host) {
        assertThatThrownBy(() -> new Address(host, 6379)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesHostsLongerThanTheNameServiceAllows() {
        assertThat(new Address("a".repeat(253), 1).host()).hasSize(253);
        assertThatThrownBy(() -> new Address("a".repeat(254), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotesAHostileHostOnOneLineAndNotAtLength() {
        assertThatThrownBy(() -> new Address("a\n" + "b".repeat(500), 1))
                .hasMessageMatching("'a\\?b{62}\\.\\.\\.' is neither an IP address nor a host name");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536, Integer.MAX_VALUE})
    void refusesPortsThatAreNone(int port) {
        assertThatThrownBy(() -> new Address("a", port)).hasMessage("port " + port + " is not between 1 and 65535");
    }

    @Test
    void knowsWhichHostsNeedNoNameService() {
        assertThat(new Address("10.0.0.1", 1).isNumeric()).isTrue();
        assertThat(new Address("::1", 1).isNumeric()).isTrue();
        assertThat(new Address("redis-a", 1).isNumeric()).isFalse();
        assertThat(new Address("10.0.0.x", 1).isNumeric()).isFalse();
    }

    @Test
    void isWrittenAsNutcrackerYmlWritesIt() {
        assertThat(new Address("10.0.0.1", 6379)).hasToString("10.0.0.1:6379");
        assertThat(new Address("2001:DB8:0::1", 6379)).hasToString("2001:db8::1:6379");
    }
}
