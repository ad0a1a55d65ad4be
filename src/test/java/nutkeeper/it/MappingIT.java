package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** Four of five public files name no server: the address is the only handle, and the old default name keeps the ring. */
class MappingIT {
    @Test
    void followsAServerWithoutANameAndPinsTheNameItHadByDefault() {
        try (Scene scene = unnamed();
                Load load = scene.world.load(2)) {
            scene.keep();
            load.start();
            String before = scene.text(scene.world.nutcracker());
            RedisServer old = scene.world.master("shard1");
            RedisServer promoted = scene.follow("shard1", master -> scene.world.killMaster("shard1"));
            scene.awaitServed(load);

            assertThat(scene.text(scene.world.nutcracker()))
                    .isEqualTo(before.replace(
                            "- " + old.address() + ":1\n", "- " + promoted.address() + ":1 " + old.address() + "\n"));
            // each client keeps to one shard by a hash tag: had the ring moved, acknowledged keys would be on other
            // shards
            load.stop();
            assertThat(load.lost("shard2", java.time.Instant.EPOCH)).isEmpty();
        }
    }

    @Test
    void findsAServerWhoseMasterFailedOverBeforeNutkeeperWasEverThere() {
        try (Scene scene = unnamed();
                Load load = scene.world.load(1)) {
            load.start();
            RedisServer old = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.agent.start();
            scene.awaitPointedAt(scene.world.nutcracker(), promoted);
            scene.awaitServed(load);
            scene.awaitLogged(" applied ", 1);
        }
    }

    @Test
    void remembersAnAddressThatEverySentinelHasForgotten() {
        try (Scene scene = unnamed().keep();
                Load load = scene.world.load(1)) {
            load.start();
            scene.agent.stop();
            RedisServer old = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.world
                    .sentinels()
                    .forEach(sentinel -> Scene.run(
                            "redis-cli",
                            "-h",
                            sentinel.address().host(),
                            "-p",
                            Integer.toString(sentinel.address().port()),
                            "sentinel",
                            "reset",
                            "shard1"));
            scene.agent.start();
            scene.awaitPointedAt(scene.world.nutcracker(), promoted);
            scene.awaitServed(load);
        }
    }

    @Test
    void leavesANameAloneWhoseAddressBelongsToAnotherMaster() {
        try (Scene scene = new Scene(World.builder().shards(2).sentinels(3))) {
            String crossed = scene.text(scene.world.nutcracker())
                    .replace(" shard1\n", " shardX\n")
                    .replace(" shard2\n", " shard1\n")
                    .replace(" shardX\n", " shard2\n");
            Scene.write(scene.world.nutcracker().config(), crossed);
            scene.world.nutcracker().start();
            scene.agent.start();
            scene.awaitLogged("left alone", 2);
            RedisServer old = scene.world.killMaster("shard1");
            scene.world.awaitNewMaster("shard1", old);
            scene.awaitLogged("+switch-master", 1);

            assertThat(scene.text(scene.world.nutcracker())).isEqualTo(crossed);
            assertThat(scene.agent.logText()).contains("belongs to master");
            assertThat(Files.exists(scene.world.nutcracker().config())).isTrue();
        }
    }

    private static Scene unnamed() {
        Scene scene = new Scene(World.builder().shards(2).sentinels(3));
        Scene.write(
                scene.world.nutcracker().config(),
                scene.text(scene.world.nutcracker()).replaceAll(":1 shard\\d\n", ":1\n"));
        scene.world.nutcracker().start();
        return scene;
    }
}
