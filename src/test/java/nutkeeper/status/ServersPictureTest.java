package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.NutcrackerConfig;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ServersPictureTest {
    private static final String TEXT = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: hunter2
              servers:
               - 10.0.0.1:06379:1 a
               - redis-b:6379:2
               - /run/redis.sock:1
               - "10.0.0.\\x33:6379:1 c"
            beta:
              listen: 127.0.0.1:22122
              servers:
               - 10.0.0.4:11211:1
            """;

    private final ServersPicture picture = new ServersPicture((NutcrackerConfig) ConfigParser.parse(TEXT));

    @Test
    void hasOneRowForEachServer() {
        assertThat(picture.text().lines().map(row -> row.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "POOL|SERVER|NAME|HOST|PORT|WEIGHT|LINE|PROTOCOL|EDITABLE",
                        "alpha|a|pinned|10.0.0.1|06379|1|6|redis|yes",
                        "alpha|redis-b:6379|default|redis-b|6379|2|7|redis|yes",
                        "alpha|/run/redis.sock:|default|/run/redis.sock|-|1|8|redis|yes",
                        "alpha|c|pinned|10.0.0.3|6379|1|9|redis|no: host or port are spelled with escapes; write them plainly",
                        "beta|10.0.0.4|default|10.0.0.4|11211|1|13|memcached|no: the pool is memcached; it has no redis: true");
    }

    @Test
    void givesProgramsNumbersForNumbers() throws IOException {
        List<Object> rows = JSON.std.listFrom(JSON.std.asString(picture.json()));

        assertThat(rows.getFirst())
                .isEqualTo(Map.of(
                        "pool",
                        "alpha",
                        "server",
                        "a",
                        "name",
                        "pinned",
                        "host",
                        "10.0.0.1",
                        "port",
                        6379,
                        "weight",
                        1,
                        "line",
                        6,
                        "column",
                        6,
                        "protocol",
                        "redis",
                        "editable",
                        true));
    }

    @Test
    void givesProgramsTheReasonWhyAServerCannotMove() throws IOException {
        assertThat(JSON.std.listFrom(JSON.std.asString(picture.json())).getLast())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("editable", false)
                .containsEntry("why_not", "the pool is memcached; it has no redis: true");
    }
}
