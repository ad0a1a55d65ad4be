package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.Sentinel;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** Masters go, and writes through twemproxy go on. */
class FailoverIT {
    @Test
    void followsAMasterThatIsKilled() {
        try (Scene scene = new Scene(World.builder().shards(2).sentinels(3)).keep();
                Load load = scene.world.load(2)) {
            load.start();
            String before = scene.text(scene.world.nutcracker());
            int restarts = scene.restarts();
            RedisServer old = scene.world.master("shard1");
            RedisServer promoted = scene.follow("shard1", master -> scene.world.killMaster("shard1"));
            scene.awaitServed(load);

            assertThat(scene.text(scene.world.nutcracker()))
                    .isEqualTo(before.replace(
                            old.address().toString(), promoted.address().toString()));
            scene.awaitLogged(" applied ", 1);
            assertThat(scene.restarts()).isEqualTo(restarts + 1);
        }
    }

    @Test
    void followsAPlannedFailoverLongBeforeTheOldMasterIsDemoted() {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep();
                Load load = scene.world.load(4)) {
            load.start();
            Instant begun = Instant.now();
            scene.follow("shard1", master -> scene.world.failover("shard1"));
            scene.awaitServed(load);
            Duration took = Duration.between(begun, Instant.now());

            // without nutkeeper the old master acknowledges doomed writes for 11 s
            assertThat(took).isLessThan(Duration.ofSeconds(9));
            load.stop();
            assertThat(load.lost().size())
                    .isLessThan(Math.toIntExact(load.tally().acknowledged()));
        }
    }

    @Test
    void followsAMasterThatHangsAndIsNotLedBackWhenItWakes() {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep();
                Load load = scene.world.load(2)) {
            load.start();
            RedisServer old = scene.world.master("shard1");
            RedisServer promoted = scene.follow("shard1", master -> scene.world.hangMaster("shard1"));
            scene.awaitServed(load);
            int restarts = scene.restarts();
            old.resume();
            Eventually.until("the old master is demoted", Scene.DEADLINE, () -> !old.isMaster());
            scene.awaitServed(load);

            assertThat(scene.says(scene.world.nutcracker(), promoted)).isTrue();
            assertThat(scene.restarts()).isEqualTo(restarts);
        }
    }

    @Test
    void followsTwoMastersThatDieAtOnceInEveryPoolOfEveryProxy() {
        try (Scene scene = new Scene(World.builder()
                                .shards(3)
                                .replicas(1)
                                .sentinels(3)
                                .proxies(2)
                                .pools(2))
                        .keep();
                Load load = scene.world.load(1)) {
            load.start();
            RedisServer third = scene.world.master("shard3");
            List<RedisServer> old = List.of(scene.world.killMaster("shard1"), scene.world.killMaster("shard2"));
            RedisServer first = scene.world.awaitNewMaster("shard1", old.getFirst());
            RedisServer second = scene.world.awaitNewMaster("shard2", old.getLast());
            scene.world.nutcrackers().forEach(proxy -> {
                scene.awaitPointedAt(proxy, first);
                scene.awaitPointedAt(proxy, second);
            });
            scene.awaitServed(load);

            scene.world
                    .nutcrackers()
                    .forEach(proxy -> assertThat(scene.text(proxy))
                            .doesNotContain(old.getFirst().address() + ":1")
                            .doesNotContain(old.getLast().address() + ":1")
                            .containsSubsequence(third.address() + ":1 ", third.address() + ":1 "));
            assertThat(scene.restarts()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void catchesUpWithAFailoverThatHappenedWhileItWasDown() {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep();
                Load load = scene.world.load(1)) {
            load.start();
            scene.agent.stop();
            RedisServer old = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.agent.start();
            scene.awaitPointedAt(scene.world.nutcracker(), promoted);
            scene.awaitServed(load);
            scene.awaitLogged(" applied ", 1);
        }
    }

    @Test
    void needsNeitherADeadSentinelNorAHungOne() {
        try (Scene scene = new Scene(World.builder().sentinels(5).quorum(2)).keep();
                Load load = scene.world.load(1)) {
            load.start();
            Sentinel dead = scene.world.sentinels().get(0);
            Sentinel hung = scene.world.sentinels().get(1);
            dead.kill();
            hung.hang();
            RedisServer old = scene.world.master("shard1");
            old.kill();
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.awaitPointedAt(scene.world.nutcracker(), promoted);
            scene.awaitServed(load);
            hung.resume();
            dead.start();
            scene.awaitLogged("connected sentinel=" + dead.address(), 2);

            assertThat(scene.says(scene.world.nutcracker(), promoted)).isTrue();
            assertThat(scene.agent.isAlive()).isTrue();
        }
    }

    @Test
    void isNotMovedByForeignMastersOnTheSameSentinels() {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep()) {
            scene.world.addForeignMaster("cache", 1);
            int restarts = scene.restarts();
            String before = scene.text(scene.world.nutcracker());
            RedisServer old = scene.world.killMaster("cache");
            scene.world.awaitNewMaster("cache", old);
            // a change that concerns us comes after it, so that there was time to be wrong
            scene.follow("shard1", master -> scene.world.failover("shard1"));

            assertThat(scene.text(scene.world.nutcracker())).hasSameSizeAs(before);
            scene.awaitLogged(" applied ", 1);
            assertThat(scene.restarts()).isEqualTo(restarts + 1);
        }
    }
}
