package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.malformed;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {
    @Test
    void readsPoolsInTheOrderOfTheFile() {
        NutcrackerConfig config = config("""
                beta:
                  servers:
                  - cache:11211:1
                  listen: /run/beta.sock 0666
                  timeout: 400
                alpha:
                  listen: 0.0.0.0:22121
                  redis: true
                  redis_auth: se#cret
                  servers:
                    - 10.0.0.1:06379:2 s1
                """);
        assertThat(config.pools()).extracting(Pool::name).containsExactly("beta", "alpha");
        assertThat(config.pools()).extracting(Pool::redis).containsExactly(false, true);
        assertThat(config.pools()).extracting(Pool::redisAuth).containsExactly("", "se#cret");
        assertThat(config.pools())
                .extracting(Pool::listen)
                .containsExactly(new Listen.Unix("/run/beta.sock"), new Listen.Tcp("0.0.0.0", 22_121));
        assertThat(config.pools().getFirst().settings())
                .containsOnlyKeys("listen", "timeout")
                .containsEntry("timeout", "400");
    }

    @Test
    void readsAServerAsSpelledAndAsTwemproxyMeansIt() {
        Server server = config(pool("'10.0.0.1:06379:2 s1'"))
                .server(new Shard("alpha", "s1"))
                .orElseThrow();
        assertThat(server.port()).isEqualTo("06379");
        assertThat(server.weight()).isEqualTo("2");
        assertThat(server.address()).contains(Configs.address("10.0.0.1:6379"));
        assertThat(server.named()).isTrue();
        assertThat(server.line()).isEqualTo(5);
        assertThat(server.column()).isEqualTo(6);
        assertThat(server.uneditable()).isEmpty();
    }

    @Test
    void countsColumnsInCodePointsAndLinesByAnyBreak() {
        String text = "\uFEFF'\uD83E\uDD5C':\r  listen: 127.0.0.1:1\r\n  servers: # \uD83E\uDD5C\n   - a:1:1";
        Server server = config(text).pools().getFirst().servers().getFirst();
        assertThat(server.line()).isEqualTo(4);
        assertThat(text.substring(server.entry().start(), server.entry().end())).isEqualTo("a:1:1");
    }

    @Test
    void takesAListOfAnyKeyForValuesOfThatKey() {
        NutcrackerConfig config = config("""
                alpha:
                  listen:
                    - 127.0.0.1:22121
                  redis: true
                  servers: 10.0.0.1:6379:1 s1
                  servers: 10.0.0.2:6379:1 s2
                """);
        assertThat(config.pools().getFirst().listen()).isEqualTo(new Listen.Tcp("127.0.0.1", 22_121));
        assertThat(config.pools().getFirst().servers())
                .extracting(server -> server.shard().server())
                .containsExactly("s1", "s2");
        assertThat(config.pools().getFirst().servers())
                .allSatisfy(server -> assertThat(server.uneditable())
                        .hasValueSatisfying(why -> assertThat(why).contains("outside a list")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/redis.sock:1 s1", "\"[::1]:6379:1 s1\"", "127.1:6379:1 s1", "a b:6379:1 s1"})
    void knowsNoAddressWhereThereIsNone(String entry) {
        assertThat(config(pool(entry)).pools().getFirst().servers().getFirst().address())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "10.0.0.1:6379:1~     s1          ; spans several lines",
                "\"10.0.0.1:6379:1~     s1\"      ; spans several lines",
                "|-~     10.0.0.1:6379:1 s1       ; block scalar",
                ">-~     10.0.0.1:6379:1~     s1  ; block scalar",
                "\"10.0.0.\\x31:6379:1 s1\"       ; escapes",
                "\"10.0.0.1:637\\x39:1 s1\"       ; escapes",
                "'it''s:6379:1 s1'                ; escapes",
            })
    void seesAServerThatCannotBeEditedAndSaysWhy(String entry, String why) {
        Server server = config(pool(entry.replace('~', '\n')))
                .server(new Shard("alpha", "s1"))
                .orElseThrow();
        assertThat(server.uneditable())
                .hasValueSatisfying(reason -> assertThat(reason).contains(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"10.0.0.1:6379:1 s\\x31\"", "\"10.0.0.1:6379:\\x31 s1\"", "'10.0.0.1:6379:1 it''s'"})
    void mayEditWhereOnlyNameOrWeightHoldEscapes(String entry) {
        assertThat(config(pool(entry)).pools().getFirst().servers().getFirst().uneditable())
                .isEmpty();
    }

    @Test
    void refusesALineBreakThatOnlyNutcrackerSees() {
        for (String mark : new String[] {"\u0085", "\u2028", "\u2029"}) {
            String text = pool("10.0.0.1:6379:1 s1") + "# more:" + mark + "beta: \n";
            assertThat(malformed(text).toString()).startsWith("line 6, column 8: nutcracker breaks the line at U+");
        }
    }

    @Test
    void refusesAByteOrderMarkAtTheStartOfALaterLine() {
        assertThat(malformed("\uFEFF" + pool("10.0.0.1:6379:1 s1") + "\uFEFFbeta: 1\n")
                        .why())
                .contains("U+FEFF");
    }

    @Test
    void letsADoubleQuotedSettingHoldForeignLineBreaks() {
        String text = pool("10.0.0.1:6379:1 s1") + "  redis_auth: \"a\u2028b\"\n";
        assertThat(config(text).pools().getFirst().servers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                     | 1 | 1 | holds no pools",
                "# nothing~                             | 1 | 1 | holds no pools",
                "just text                              | 1 | 1 | no mapping",
                "- a                                    | 1 | 1 | no mapping",
                "---~a: 1                               | 1 | 1 | '---'",
                "%YAML 1.1~---~a: 1                     | 1 | 1 | directive",
                "a:~  servers:~  - x:1:1~  listen: x:1~... | 5 | 1 | '...'",
                "a:~  servers:~  - x:1:1~  listen: x:1~---~b: 1~ | 5 | 1 | second document",
                "a: &x~  listen: x:1                    | 1 | 4 | anchor",
                "a:~  listen: *x                        | 2 | 11 | alias",
                "a:~  listen: !!str x:1                 | 2 | 11 | tag",
                "a: {listen: x:1}                       | 1 | 4 | flow collection",
                "a:~  servers: [x:1:1]                  | 2 | 12 | flow collection",
                "a: 1                                   | 1 | 4 | no settings",
                "a:~  b:~    c: 1                       | 3 | 5 | takes only one value",
                "a:~  b:~  - - 1                        | 3 | 5 | takes only one value",
                "a:~  timeout:                          | 2 | 11 | empty value",
                "a:~  redis_auth: \"\"                  | 2 | 15 | empty value",
                "a:~  timeout: 1~  timeout: 1           | 3 | 3 | second value for this key",
                "a:~  listen: x:1~  servers:~  - x:1:1~a:~  listen: x:2~  servers:~  - x:1:1 | 5 | 1 | second pool",
                "a:~  servers:~  - x:1:1 s~  - y:1:1 s  | 4 | 5 | second server of this name",
                "a:~  servers:~  - x:1:1 y:1~  - y:1:1  | 4 | 5 | second server of this name",
                "a:~  listen: x:1                       | 1 | 1 | no servers",
                "a:~  servers:~  - x:1:1                | 1 | 1 | no listen",
                "a:~  listen: x~  servers:~  - x:1:1    | 2 | 11 | neither host:port",
                "a:~  servers:~  - x:1                  | 3 | 5 | not host:port:weight",
                "a:~  b: c: d                           | 2 | 7 | no YAML",
                "a:~\tb: c                              | 2 | 1 | no YAML",
            })
    void saysWhereAndWhyAFileIsMalformed(String text, int line, int column, String why) {
        Malformed malformed = malformed(text.replace('~', '\n'));
        assertThat(malformed.why()).contains(why);
        assertThat(malformed).extracting(Malformed::line, Malformed::column).containsExactly(line, column);
    }

    @Test
    void guessesThatNulCharactersComeFromUtf16() {
        assertThat(malformed("a\0:\0\n\0").toString())
                .isEqualTo("line 1, column 2: U+0000, which YAML forbids; the file may be UTF-16, save it as UTF-8");
    }

    @Test
    void isNotDrownedByDeepNesting() {
        assertThat(malformed("[".repeat(100_000)).why()).contains("flow collection");
        assertThat(malformed("a: " + "[".repeat(100_000)).why()).contains("flow collection");
        assertThat(malformed("- ".repeat(50_000)).why()).contains("no mapping");
        assertThat(malformed("? ".repeat(50_000)).why()).contains("takes only one value");
        assertThat(malformed("a:\n - " + "- ".repeat(50_000)).why()).contains("no settings");
    }

    @Test
    void neverShowsAPassword() {
        String text = pool("10.0.0.1:6379:1 s1") + "  redis_auth: hunter2\n";
        NutcrackerConfig config = config(text);
        assertThat(config.toString() + config.pools() + Editor.move(config, Map.of()))
                .doesNotContain("hunter2");
        assertThat(malformed(text + "  redis_auth: hunter2: x\n").toString()).doesNotContain("hunter2");
        assertThat(malformed(text + "  redis_auth: \"hunter2\n").toString()).doesNotContain("hunter2");
    }
}
