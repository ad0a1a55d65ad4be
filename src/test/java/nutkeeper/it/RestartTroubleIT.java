package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** The restart command fails, hangs or lies for a while; nutkeeper goes on until twemproxy runs the new file. */
class RestartTroubleIT {
    @Test
    void triesAgainWhenTheCommandFails() {
        healsFrom("exit 1", "level=error", settings -> settings);
    }

    @Test
    void triesAgainWhenTheCommandHangs() {
        healsFrom(
                "sleep 1000",
                "ended after",
                settings -> settings.replace("    restart_command:", "    restart_timeout: 1s\n    restart_command:"));
    }

    @Test
    void triesAgainWhenTheCommandLies() {
        healsFrom("kill $(cat nutcracker.pid); exit 0", "level=error", settings -> settings);
    }

    /** The restart script does {@code trouble} instead of its work for as long as a file named trouble is there. */
    private static void healsFrom(String trouble, String logged, UnaryOperator<String> settings) {
        try (Scene scene = new Scene(World.builder().sentinels(3));
                Load load = scene.world.load(1)) {
            Path script = scene.world.nutcracker().restartScript();
            Path flag = script.resolveSibling("trouble");
            Scene.write(
                    script,
                    Scene.read(script)
                            .replace(
                                    "echo >> restart.begun",
                                    "echo >> restart.begun\nif [ -e trouble ]; then " + trouble + "; fi"));
            Scene.write(flag, "");
            scene.settings(settings);
            scene.keep();
            load.start();
            RedisServer promoted = scene.follow("shard1", master -> scene.world.killMaster("shard1"));
            scene.awaitLogged("stuck", 1);
            assertThat(scene.says(scene.world.nutcracker(), promoted)).isTrue();
            assertThat(scene.agent.isAlive()).isTrue();

            Files.deleteIfExists(flag);
            scene.awaitServed(load);
            scene.awaitLogged(" applied ", 1);
            assertThat(scene.agent.logText()).contains(logged);
            int restarts = scene.restarts();
            assertThat(Eventually.within(java.time.Duration.ofSeconds(3), () -> scene.restarts() > restarts))
                    .isFalse();
        } catch (java.io.IOException cannotDelete) {
            throw new java.io.UncheckedIOException(cannotDelete);
        }
    }
}
