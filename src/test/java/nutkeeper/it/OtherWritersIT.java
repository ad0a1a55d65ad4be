package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Load;
import nutkeeper.demo.Nutcracker;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nutkeeper is not the only one who writes nutcracker.yml. */
class OtherWritersIT {
    @Test
    void repairsAnAddressThatAnotherWriterPutBackAndSaysWhenTheyFight() throws IOException {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep()) {
            Nutcracker proxy = scene.world.nutcracker();
            RedisServer master = scene.world.master("shard1");
            RedisServer replica = scene.world.group("shard1").nodes().stream()
                    .filter(node -> !node.equals(master))
                    .findFirst()
                    .orElseThrow();
            String good = scene.text(proxy);
            String wrong =
                    good.replace(master.address().toString(), replica.address().toString());

            Scene.write(proxy.config(), wrong + "# one, in place\n");
            scene.awaitLogged("repaired proxy=", 1);
            assertThat(scene.text(proxy)).isEqualTo(good + "# one, in place\n");
            rename(proxy.config(), wrong + "# two, by rename\n");
            scene.awaitLogged("repaired proxy=", 2);
            assertThat(scene.text(proxy)).isEqualTo(good + "# two, by rename\n");
            assertThat(scene.logged("two writers fight")).isZero();
            rename(proxy.config(), wrong);
            scene.awaitLogged("two writers fight", 1);

            assertThat(scene.text(proxy)).isEqualTo(good);
            assertThat(scene.agent.logText()).contains("by=\"another writer\"", "count=3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm", "truncate -s 20"})
    void holdsAProxyWhoseFileVanishedOrIsCutAndCarriesOnWithTheOther(String harm) {
        try (Scene scene = new Scene(World.builder().sentinels(3).proxies(2)).keep()) {
            Nutcracker harmed = scene.world.nutcrackers().getFirst();
            Nutcracker sound = scene.world.nutcrackers().getLast();
            String good = scene.text(harmed);
            Scene.run("sh", "-c", harm + " " + harmed.config());
            scene.awaitLogged("holding proxy=" + harmed.config(), 1);

            RedisServer old = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.awaitPointedAt(sound, promoted);
            assertThat(harmed.config())
                    .satisfiesAnyOf(
                            file -> assertThat(file).doesNotExist(),
                            file -> assertThat(file).hasSize(20));

            Scene.write(harmed.config(), good);
            scene.awaitPointedAt(harmed, promoted);
        }
    }

    @Test
    void neverTakesBackMoreThanAnAddressFromAWriterThatDoesNotRest() throws Exception {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep();
                RestlessWriter writer =
                        new RestlessWriter(scene.world.nutcracker().config())) {
            writer.start();

            scene.follow("shard1", _ -> scene.world.failover("shard1"));
            scene.world.awaitSettled();
            scene.follow("shard1", _ -> scene.world.failover("shard1"));

            long written = writer.written();
            Eventually.until("the writer still writes", Scene.DEADLINE, () -> writer.written() > written + 3);
            assertThat(writer.lost()).isEmpty();
        }
    }

    @Test
    void writesOverAFileThatIsMountedAloneWhereThatIsAllowed() {
        try (Scene scene = new Scene(World.builder().sentinels(3));
                Load load = scene.world.load(1)) {
            String config = scene.world.nutcracker().config().toString();
            scene.settings(text -> text.replace("restart_command:", "in_place: allow\n    restart_command:"));
            Scene.run("mount", "--bind", config, config);
            try {
                scene.keep();
                load.start();
                scene.follow("shard1", master -> scene.world.killMaster("shard1"));
                scene.awaitServed(load);

                scene.awaitLogged("the file was written in place", 1);
            } finally {
                scene.agent.stop();
                Scene.run("umount", "-l", config);
            }
        }
    }

    private static void rename(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("written-by-puppet"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
