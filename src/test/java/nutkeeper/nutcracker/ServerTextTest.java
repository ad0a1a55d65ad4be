package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "10.0.0.1:6379:1,           10.0.0.1:6379",
                "10.0.0.1:06379:1,          10.0.0.1:06379",
                "cache:11211:1,             cache",
                "cache:011211:1,            cache",
                "cache:4294978507:1,        cache",
                "::1:6379:1,                ::1:6379",
                "/run/redis.sock:1,         /run/redis.sock:",
                "10.0.0.1:6379:1 s1,        s1",
                "cache:11211:1 s1,          s1",
                "/run/redis.sock:1 s1,      s1",
                "10.0.0.1:6379:1 a:b#c,     a:b#c",
                "10.0.0.1:6379:1 \"s1\",    \"s1\"",
                "`10.0.0.1:6379:1 `,        ``",
                ":6379:1,                   :6379",
            })
    void namesAServerAsTwemproxyDoes(String entry, String name) {
        assertThat(ServerText.parse(entry))
                .hasValueSatisfying(server -> assertThat(server.name()).isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:06379:100 s1, 10.0.0.1, 06379, 100, true",
        "fe80::1:6379:1,        fe80::1,  6379,  1,   false",
        "/run/r.sock:3 s1,      /run/r.sock, '', 3,   true",
        "my host:6379:1 s1,     my host,  6379,  1,   true",
    })
    void cutsAnEntryFromTheRight(String entry, String host, String port, String weight, boolean named) {
        assertThat(ServerText.parse(entry))
                .hasValueSatisfying(server -> assertThat(server)
                        .extracting(ServerText::host, ServerText::port, ServerText::weight, ServerText::named)
                        .containsExactly(host, port, weight, named));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1:6379",
                "10.0.0.1:6379:0",
                "10.0.0.1:6379:-1",
                "10.0.0.1:6379:2147483648",
                "10.0.0.1:0:1",
                "10.0.0.1:65536:1",
                "10.0.0.1:x:1",
                "10.0.0.1::1",
                "10.0.0.1:6379:1  s1",
                "10.0.0.1:6379:1\ts1",
                "10.0.0.1:6379:1 s1 slave",
                "/run/a:b.sock:1",
                "/run/a b.sock:1",
                "nonsense",
                " ",
            })
    void refusesWhatTwemproxyRefuses(String entry) {
        assertThat(ServerText.parse(entry)).isEmpty();
    }
}
