package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nutkeeper.demo.Load;
import nutkeeper.demo.Nutcracker;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** The file cannot be changed for a while; it is never harmed, the daemon lives, and heals when the cause is gone. */
class FileTroubleIT {
    @Test
    void holdsWhileTheFileIsInvalidAndGoesOnWhenItIsMended() {
        try (Scene scene = new Scene(World.builder().sentinels(3)).keep();
                Load load = scene.world.load(1)) {
            load.start();
            Nutcracker proxy = scene.world.nutcracker();
            String good = scene.text(proxy);
            String broken = good.replace("  hash: fnv1a_64", "  hash: no_such_hash");
            Scene.write(proxy.config(), broken);
            RedisServer old = scene.world.killMaster("shard1");
            RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
            scene.awaitLogged("refused", 1);
            assertThat(scene.text(proxy)).isEqualTo(broken);
            assertThat(scene.agent.logText()).contains("step=TEST");

            Scene.write(proxy.config(), good);
            scene.awaitPointedAt(proxy, promoted);
            scene.awaitServed(load);
        }
    }

    @Test
    void healsAfterAReadOnlyFileSystem() {
        // a read-only view of the folder is laid over it, since one that holds an open file cannot become read-only
        // itself
        inAFileSystemOfItsOwn(
                "size=1m",
                folder -> {
                    Scene.run("mount", "--bind", folder, folder);
                    Scene.run("mount", "-o", "remount,bind,ro", folder);
                },
                folder -> Scene.run("umount", folder));
    }

    @Test
    void healsAfterAFullDisk() {
        inAFileSystemOfItsOwn(
                "size=64k",
                folder -> Scene.run("sh", "-c", "dd if=/dev/zero of=" + folder + "/ballast bs=1k 2>/dev/null || true"),
                folder -> Scene.run("rm", folder + "/ballast"));
    }

    private interface Act {
        void on(String folder);
    }

    /** twemproxy's file stands in a small tmpfs; {@code harm} comes before a failover, {@code mend} after it. */
    private static void inAFileSystemOfItsOwn(String size, Act harm, Act mend) {
        try (Scene scene = new Scene(World.builder().sentinels(3));
                Load load = scene.world.load(1)) {
            Path config = scene.world.nutcracker().config();
            Path folder = scene.world.folder().resolve("small");
            Scene.run("mkdir", folder.toString());
            Scene.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString());
            try {
                Path moved = folder.resolve("nutcracker.yml");
                Scene.run("mv", config.toString(), moved.toString());
                Scene.run("ln", "-s", moved.toString(), config.toString());
                scene.keep();
                load.start();
                String before = Scene.read(moved);
                harm.on(folder.toString());
                RedisServer old = scene.world.killMaster("shard1");
                RedisServer promoted = scene.world.awaitNewMaster("shard1", old);
                scene.awaitLogged("refused", 2);
                assertThat(Scene.read(moved)).isEqualTo(before);
                assertThat(scene.agent.isAlive()).isTrue();

                mend.on(folder.toString());
                scene.awaitPointedAt(scene.world.nutcracker(), promoted);
                scene.awaitServed(load);
                assertThat(Scene.read(moved))
                        .isEqualTo(before.replace(
                                old.address().toString(), promoted.address().toString()));
                assertThat(config).isSymbolicLink();
            } finally {
                scene.agent.stop();
                Scene.run("umount", "-l", folder.toString());
            }
        }
    }
}
