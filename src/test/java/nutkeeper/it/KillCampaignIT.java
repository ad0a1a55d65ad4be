package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.Sentinel;
import nutkeeper.demo.World;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.NutcrackerConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many faults in a row, drawn from a seed: masters die and hang, Sentinels die, nutkeeper is killed at any moment. After each,
 * file, process and Sentinels must agree again, and at no time may the file be anything but a whole nutcracker.yml.
 * Part of {@code make campaign}; a single seed is replayed with {@code -Dcampaign.seed=N}.
 */
@Tag("campaign")
class KillCampaignIT {
    private static final int ROUNDS = Integer.getInteger("campaign.rounds", 14);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everythingAgreesAgainAfterEveryFault(long given) {
        long seed = Long.getLong("campaign.seed", given);
        Random random = new Random(seed);
        try (Scene scene = new Scene(World.builder()
                        .shards(2)
                        .sentinels(3)
                        .downAfter(Duration.ofSeconds(2))
                        .failoverTimeout(Duration.ofSeconds(10)));
                Load load = scene.world.load(1);
                WholeFile whole = new WholeFile(scene.world.nutcracker().config())) {
            scene.keep();
            load.start();
            whole.start();
            for (int round = 1; round <= ROUNDS; round++) {
                Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
                String shard = "shard" + (1 + random.nextInt(2));
                System.out.printf("campaign seed=%d round=%d fault=%s shard=%s%n", seed, round, fault, shard);
                fault.strike(scene, shard, random);
                agrees(scene, load);
                assertThat(whole.harm())
                        .as("seed %d, round %d, %s", seed, round, fault)
                        .isEmpty();
            }
        }
    }

    /** Waits until file, process, Sentinels and clients are of one mind. */
    private static void agrees(Scene scene, Load load) {
        Eventually.until(
                "file and Sentinels agree (see " + scene.agent.log() + ")",
                Scene.DEADLINE.multipliedBy(2),
                () -> scene.world.shards().stream()
                        .allMatch(shard -> scene.world
                                .agreedMaster(shard)
                                .filter(RedisServer::isMaster)
                                .filter(master -> scene.says(scene.world.nutcracker(), master))
                                .isPresent()));
        scene.awaitServed(load);
        scene.world.awaitSettled();
    }

    private enum Fault {
        KILL_MASTER {
            @Override
            void strike(Scene scene, String shard, Random random) {
                RedisServer old = scene.world.killMaster(shard);
                killNutkeeperPerhaps(scene, random);
                RedisServer promoted = scene.world.awaitNewMaster(shard, old);
                old.startAsReplicaOf(promoted.address());
            }
        },
        HANG_MASTER {
            @Override
            void strike(Scene scene, String shard, Random random) {
                RedisServer old = scene.world.hangMaster(shard);
                killNutkeeperPerhaps(scene, random);
                scene.world.awaitNewMaster(shard, old);
                old.resume();
            }
        },
        PLANNED {
            @Override
            void strike(Scene scene, String shard, Random random) {
                RedisServer old = scene.world.failover(shard);
                killNutkeeperPerhaps(scene, random);
                scene.world.awaitNewMaster(shard, old);
            }
        },
        SENTINEL_DIES {
            @Override
            void strike(Scene scene, String shard, Random random) {
                Sentinel sentinel = scene.world.sentinels().get(random.nextInt(3));
                sentinel.kill();
                RedisServer old = scene.world.killMaster(shard);
                RedisServer promoted = scene.world.awaitNewMaster(shard, old);
                sentinel.start();
                old.startAsReplicaOf(promoted.address());
            }
        },
        NUTKEEPER_DIES {
            @Override
            void strike(Scene scene, String shard, Random random) {
                scene.agent.kill();
                scene.agent.start();
            }
        };

        abstract void strike(Scene scene, String shard, Random random);

        /** In every second case nutkeeper is killed a random while after the fault, up to the end of a usual failover, and started again. */
        static void killNutkeeperPerhaps(Scene scene, Random random) {
            if (random.nextBoolean()) {
                Eventually.within(Duration.ofMillis(random.nextInt(4_000)), () -> false);
                scene.agent.kill();
                scene.agent.start();
            }
        }
    }

    /** Reads a file all the time, and remembers the first time that it was not a whole nutcracker.yml. */
    private static final class WholeFile implements AutoCloseable {
        private final Path file;
        private final AtomicReference<String> harm = new AtomicReference<>("");
        private final Thread thread =
                Thread.ofPlatform().daemon().name("whole-file").unstarted(this::watch);

        WholeFile(Path file) {
            this.file = file;
        }

        void start() {
            thread.start();
        }

        String harm() {
            return harm.get();
        }

        private void watch() {
            while (!thread.isInterrupted()) {
                try {
                    String text = Files.readString(file);
                    if (!(ConfigParser.parse(text) instanceof NutcrackerConfig)) {
                        harm.compareAndSet("", "not a nutcracker.yml: '" + text + "'");
                    }
                } catch (IOException missing) {
                    harm.compareAndSet("", missing.toString());
                }
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
