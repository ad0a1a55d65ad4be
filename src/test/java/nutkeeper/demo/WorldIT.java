package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class WorldIT {
    @Test
    void servesWritesThroughTwemproxyAndLosesNoneWhileNothingHappens() {
        try (World world = World.builder().shards(2).replicas(1).start();
                Load load = world.load(2)) {
            load.start();
            Instant now = Instant.now();
            Eventually.until("every client goes on", World.FAILOVER, () -> load.isServedSince(now));
            load.stop();

            assertThat(load.tally().acknowledged()).isGreaterThanOrEqualTo(8);
            assertThat(load.tally().failed()).isZero();
            assertThat(load.lost()).isEmpty();
        }
    }

    @Test
    void countsAsLostWhatWasAcknowledgedAndIsGone() {
        try (World world = World.builder().replicas(0).start();
                Load load = world.load(1)) {
            load.start();
            load.stop();
            try (Jedis master = world.master("shard1").connect()) {
                master.flushAll();
            }

            assertThat(load.lost()).hasSize(Math.toIntExact(load.tally().acknowledged()));
        }
    }

    @Test
    void everySentinelMovesOnWhenTheMasterIsKilled() {
        try (World world = World.builder().sentinels(3).start()) {
            Witness witness = world.witness();
            Instant fault = Instant.now();
            RedisServer old = world.killMaster("shard1");
            RedisServer promoted = world.awaitNewMaster("shard1", old);

            assertThat(old.isAlive()).isFalse();
            assertThat(promoted.isMaster()).isTrue();
            assertThat(witness.first("shard1", fault, Set.of("+odown"))).isPresent();
            assertThat(witness.first("shard1", fault, Set.of("+switch-master"))).isPresent();
            assertThat(witness.first("shard2", fault, Set.of("+switch-master"))).isEmpty();
        }
    }

    @Test
    void failsOverWithAPasswordAndBesideAForeignMaster() {
        try (World world =
                World.builder().replicas(1).requirepass().proxies(2).pools(2).start()) {
            world.addForeignMaster("cache", 0);
            Sentinel sentinel = world.sentinels().getFirst();
            sentinel.kill();
            sentinel.start();
            world.awaitSettled();
            RedisServer old = world.failover("shard1");
            RedisServer promoted = world.awaitNewMaster("shard1", old);

            assertThat(sentinel.masterOf("shard1")).contains(promoted.address());
            assertThat(sentinel.masterOf("cache"))
                    .contains(world.group("cache").nodes().getFirst().address());
            assertThat(sentinel.masterOf("nothing")).isEmpty();
            assertThat(world.nutcrackers())
                    .allSatisfy(nutcracker -> assertThat(nutcracker.accepts()).isTrue());
            assertThatThrownBy(() -> withoutPassword(promoted.address())).isInstanceOf(JedisDataException.class);
        }
    }

    @Test
    void restartScriptReplacesTwemproxyEvenAHangingOne() {
        try (World world = World.builder().replicas(0).start()) {
            Nutcracker nutcracker = world.nutcracker();
            long first = nutcracker.pid();
            nutcracker.start();
            long second = nutcracker.pid();
            nutcracker.hang();
            nutcracker.start();

            assertThat(Set.of(first, second, nutcracker.pid())).hasSize(3);
            assertThat(nutcracker.isAlive()).isTrue();
            assertThat(ProcessHandle.of(first).filter(Signal::reaches)).isEmpty();
            assertThat(ProcessHandle.of(second).filter(Signal::reaches)).isEmpty();
        }
    }

    @Test
    void leavesNeitherProcessNorFolderBehind() {
        World world = World.builder().shards(2).replicas(1).proxies(2).start();
        world.hangMaster("shard1");
        List<ProcessHandle> processes = Stream.of(
                        world.nutcrackers().stream(),
                        world.sentinels().stream(),
                        world.shards().stream().flatMap(shard -> world.group(shard).nodes().stream()))
                .flatMap(killables -> killables)
                .map(Killable.class::cast)
                .flatMap(killable -> killable.process().stream())
                .toList();

        world.close();
        world.close();

        assertThat(processes).hasSize(7).noneMatch(Signal::reaches);
        assertThat(Files.exists(world.folder())).isFalse();
    }

    private static String withoutPassword(Address address) {
        try (Jedis jedis = new Jedis(address.host(), address.port())) {
            return jedis.get("key");
        }
    }
}
