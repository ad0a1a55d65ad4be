package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorTest {
    private static final Shard S1 = new Shard("alpha", "s1");
    private static final Shard S2 = new Shard("alpha", "s2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10.0.0.1:6379:1 s1          | 10.9.9.9:7000:1 s1",
                "10.0.0.1:06379:100 s1       | 10.9.9.9:7000:100 s1",
                "\"10.0.0.1:6379:1 s1\" # c  | \"10.9.9.9:7000:1 s1\" # c",
                "'10.0.0.1:6379:1 s1'        | '10.9.9.9:7000:1 s1'",
                "\"10.0.0.1:6379:1 s\\x31\"  | \"10.9.9.9:7000:1 s\\x31\"",
                "s1:6379:1 s1                | 10.9.9.9:7000:1 s1",
                "::1:6379:1 s1               | 10.9.9.9:7000:1 s1",
                "\"[::1]:6379:1 s1\"         | \"10.9.9.9:7000:1 s1\"",
                "/run/s1.sock:1 s1           | 10.9.9.9:7000:1 s1",
            })
    void changesOnlyHostAndPortOfANamedServer(String before, String after) {
        assertThat(moved(pool(before), S1, "10.9.9.9:7000")).isEqualTo(pool(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10.0.0.1:6379:1             | 10.9.9.9:7000:1 10.0.0.1:6379",
                "10.0.0.1:06379:3 # c        | 10.9.9.9:7000:3 10.0.0.1:06379 # c",
                "Redis-A:6379:1              | 10.9.9.9:7000:1 Redis-A:6379",
                "cache:11211:1               | 10.9.9.9:7000:1 cache",
                "cache:011211:1              | 10.9.9.9:7000:1 cache",
                "\"10.0.0.1:6379:1\"         | \"10.9.9.9:7000:1 10.0.0.1:6379\"",
                "'10.0.0.1:6379:1'           | '10.9.9.9:7000:1 10.0.0.1:6379'",
                "::1:6379:1                  | 10.9.9.9:7000:1 ::1:6379",
                ":::11211:1                  | '10.9.9.9:7000:1 ::'",
                ":11211:1                    | '10.9.9.9:7000:1 '",
                "/run/redis.sock:2           | '10.9.9.9:7000:2 /run/redis.sock:'",
                "/run/it's.sock:2            | '10.9.9.9:7000:2 /run/it''s.sock:'",
                "\"/run/redis.sock:2\"       | \"10.9.9.9:7000:2 /run/redis.sock:\"",
            })
    void pinsTheDefaultNameOfAnUnnamedServer(String before, String after) {
        Shard shard =
                config(pool(before)).pools().getFirst().servers().getFirst().shard();
        assertThat(moved(pool(before), shard, "10.9.9.9:7000")).isEqualTo(pool(after));
    }

    @Test
    void pinsOnlyOnce() {
        Shard shard = new Shard("alpha", "10.0.0.1:6379");
        String once = moved(pool("10.0.0.1:6379:1"), shard, "10.0.0.2:6379");
        assertThat(moved(once, shard, "10.0.0.3:6379")).isEqualTo(pool("10.0.0.3:6379:1 10.0.0.1:6379"));
    }

    @Test
    void writesIpv6Bare() {
        assertThat(moved(pool("10.0.0.1:6379:1 s1"), S1, "[FE80::0:1]:7000")).isEqualTo(pool("fe80::1:7000:1 s1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1:6379:1 s1",
                "10.0.0.1:06379:1 s1",
                "'10.0.0.1:6379:1 s1'",
                "10.0.0.1:6379:1\n     s1",
                "|-\n     10.0.0.1:6379:1 s1"
            })
    void changesNothingForAServerThatIsThereAlreadyHoweverItIsSpelled(String entry) {
        assertThat(moved(pool(entry), S1, "10.0.0.1:6379")).isEqualTo(pool(entry));
    }

    @Test
    void leavesAnUnnamedServerUnnamedWhereNothingChanges() {
        String text = pool("redis-A:6379:1");
        assertThat(moved(text, new Shard("alpha", "redis-A:6379"), "redis-a:6379"))
                .isEqualTo(text);
    }

    @Test
    void letsTwoServersSwapTheirAddresses() {
        NutcrackerConfig config = config(pool("10.0.0.1:6379:1 s1", "10.0.0.2:6379:1 s2"));
        assertThat(Editor.move(config, Map.of(S1, address("10.0.0.2:6379"), S2, address("10.0.0.1:6379"))))
                .isEqualTo(new Edit.Edited(pool("10.0.0.2:6379:1 s1", "10.0.0.1:6379:1 s2")));
    }

    @Test
    void movesAnUnnamedServerToTheAddressWhoseNameAnotherOneKeeps() {
        NutcrackerConfig config = config(pool("10.0.0.1:6379:1", "10.0.0.2:6379:1"));
        Edit edit = Editor.move(config, Map.of(new Shard("alpha", "10.0.0.1:6379"), address("10.0.0.2:6379")));
        assertThat(edit).isEqualTo(new Edit.Edited(pool("10.0.0.2:6379:1 10.0.0.1:6379", "10.0.0.2:6379:1")));
    }

    @Test
    void refusesAServerThatTheFileDoesNotHave() {
        assertThat(refusals(pool("10.0.0.1:6379:1 s1"), Map.of(S2, address("10.0.0.2:6379"))))
                .containsExactly("line 1, column 1: alpha/s2: the file has no such server");
    }

    @Test
    void refusesAMemcachedPool() {
        String text = pool("10.0.0.1:6379:1 s1").replace("  redis: true\n", "");
        assertThat(refusals(text, Map.of(S1, address("10.0.0.2:6379"))))
                .containsExactly("line 4, column 6: alpha/s1: the pool is memcached; it has no redis: true");
    }

    @Test
    void refusesAllMovesWithEveryReasonWhereSomeCannotBeMade() {
        String text = pool("10.0.0.1:6379:1 s1", "|-\n     10.0.0.2:6379:1 s2", "10.0.0.3:6379:1\n     s3");
        Map<Shard, Address> moves = Map.of(
                S1, address("10.0.0.9:1"), S2, address("10.0.0.9:2"), new Shard("alpha", "s3"), address("10.0.0.9:3"));
        assertThat(refusals(text, moves))
                .containsExactly(
                        "line 6, column 6: alpha/s2: the entry is a block scalar ('|' or '>');"
                                + " write it on the line of its dash",
                        "line 8, column 6: alpha/s3: the entry spans several lines; write it on one");
    }

    @Test
    void movesTheOthersAroundAServerThatCannotBeEdited() {
        assertThat(moved(pool("|-\n     10.0.0.2:6379:1 s2", "10.0.0.1:6379:1 s1"), S1, "10.0.0.9:1"))
                .isEqualTo(pool("|-\n     10.0.0.2:6379:1 s2", "10.0.0.9:1:1 s1"));
    }

    private static String moved(String text, Shard shard, String to) {
        Edit edit = Editor.move(config(text), Map.of(shard, address(to)));
        assertThat(edit).isInstanceOf(Edit.Edited.class);
        return ((Edit.Edited) edit).text();
    }

    private static Iterable<String> refusals(String text, Map<Shard, Address> moves) {
        Edit edit = Editor.move(config(text), moves);
        assertThat(edit).isInstanceOf(Edit.Refused.class);
        return ((Edit.Refused) edit)
                .refusals().stream().map(Edit.Refusal::toString).toList();
    }
}
