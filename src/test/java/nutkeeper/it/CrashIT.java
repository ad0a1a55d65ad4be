package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** nutkeeper itself is killed at the worst moment. */
class CrashIT {
    @Test
    void restartsTwemproxyAfterItWasKilledBetweenTheFileAndTheSwitch() throws IOException {
        try (Scene scene = new Scene(World.builder().sentinels(3));
                Load load = scene.world.load(1)) {
            // the restart command stands still before it has done anything: the file is new, the process is the old one
            Path script = scene.world.nutcracker().restartScript();
            Path flag = script.resolveSibling("standstill");
            Scene.write(
                    script,
                    Scene.read(script)
                            .replace(
                                    "echo >> restart.begun",
                                    "echo >> restart.begun\nwhile [ -e standstill ]; do sleep 0.05; done; [ ! -e dead ] || exit 0"));
            scene.keep();
            load.start();
            Scene.write(flag, "");
            long old = scene.world.nutcracker().pid();
            int restarts = scene.restarts();
            RedisServer master = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", master);
            Eventually.until("the restart has begun", Scene.DEADLINE, () -> scene.restarts() > restarts);
            scene.agent.kill();
            // the command of the killed nutkeeper ends without having done anything
            Path dead = script.resolveSibling("dead");
            Scene.write(dead, "");
            Files.delete(flag);
            Eventually.until("the old command is gone", Scene.DEADLINE, () -> noShellRuns(script));
            Files.delete(dead);
            assertThat(scene.says(scene.world.nutcracker(), promoted)).isTrue();
            assertThat(scene.world.nutcracker().pid()).isEqualTo(old);

            scene.agent.start();
            scene.awaitServed(load);
            scene.awaitLogged(" applied ", 1);

            assertThat(scene.world.nutcracker().pid()).isNotEqualTo(old);
            assertThat(scene.agent.logText()).contains("switch only");
        }
    }

    private static boolean noShellRuns(Path script) {
        return ProcessHandle.allProcesses()
                .noneMatch(process -> process.info()
                        .arguments()
                        .map(arguments -> java.util.List.of(arguments).contains(script.toString()))
                        .orElse(false));
    }
}
