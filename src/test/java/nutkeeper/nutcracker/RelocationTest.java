package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RelocationTest {
    @Test
    void findsTheAddressInEveryRedisPool() {
        NutcrackerConfig config = config(pool("10.0.0.1:6379:1 a", "10.0.0.2:6379:1 b")
                + pool("10.0.0.1:6379:1").replace("alpha", "beta").replace("22121", "22122"));

        assertThat(Relocation.of(config, Map.of(address("10.0.0.1:6379"), address("10.0.0.9:6379")))
                        .moves())
                .isEqualTo(Map.of(
                        new Shard("alpha", "a"), address("10.0.0.9:6379"),
                        new Shard("beta", "10.0.0.1:6379"), address("10.0.0.9:6379")));
    }

    @Test
    void looksAtWhatAnAddressIsAndNotAtItsSpelling() {
        NutcrackerConfig config = config(pool("Redis-A:06379:1 a", "0:0:0:0:0:0:0:1:6379:1 b"));

        assertThat(Relocation.of(
                                config,
                                Map.of(
                                        address("redis-a:6379"), address("10.0.0.1:6379"),
                                        address("::1:6379"), address("10.0.0.2:6379")))
                        .moves())
                .containsOnlyKeys(new Shard("alpha", "a"), new Shard("alpha", "b"));
    }

    @Test
    void goesByThePresentAddressSoThatTwoServersCanSwap() {
        NutcrackerConfig config = config(pool("10.0.0.1:6379:1 a", "10.0.0.2:6379:1 b"));

        assertThat(Relocation.of(
                                config,
                                Map.of(
                                        address("10.0.0.1:6379"), address("10.0.0.2:6379"),
                                        address("10.0.0.2:6379"), address("10.0.0.1:6379")))
                        .moves())
                .isEqualTo(Map.of(
                        new Shard("alpha", "a"), address("10.0.0.2:6379"),
                        new Shard("alpha", "b"), address("10.0.0.1:6379")));
    }

    @Test
    void tellsWhichAddressesNoServerHas() {
        Relocation relocation = Relocation.of(
                config(pool("10.0.0.1:6379:1 a")), Map.of(address("10.0.0.1:6380"), address("10.0.0.9:6379")));

        assertThat(relocation.moves()).isEmpty();
        assertThat(relocation.vacant()).containsExactly(address("10.0.0.1:6380"));
    }

    @Test
    void leavesMemcachedServersAndTellsThem() {
        Relocation relocation = Relocation.of(
                config(pool("10.0.0.1:6379:1 a").replace("redis: true", "redis: false")),
                Map.of(address("10.0.0.1:6379"), address("10.0.0.9:6379")));

        assertThat(relocation.moves()).isEmpty();
        assertThat(relocation.vacant()).isEmpty();
        assertThat(relocation.memcached()).extracting(Server::shard).containsExactly(new Shard("alpha", "a"));
    }

    @Test
    void doesNotCountAServerThatIsThereAlready() {
        Relocation relocation =
                Relocation.of(config(pool("Redis-A:6379:1")), Map.of(address("redis-a:6379"), address("REDIS-A:6379")));

        assertThat(relocation.moves()).isEmpty();
        assertThat(relocation.vacant()).isEmpty();
    }
}
