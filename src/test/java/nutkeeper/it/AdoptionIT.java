package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import nutkeeper.demo.Agent;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Launcher;
import nutkeeper.demo.Load;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Test;

/** nutkeeper comes to installations that were there before it. */
class AdoptionIT {
    @Test
    void leavesAHealthyInstallationAloneThoughItsFileWasJustTouchedAndChowned() throws IOException {
        try (Scene scene = new Scene(World.builder().shards(2).sentinels(3))) {
            Path file = scene.world.nutcracker().config();
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            Scene.run("chown", "nobody", file.toString());
            String before = scene.text(scene.world.nutcracker());
            int restarts = scene.restarts();
            scene.keep();
            boolean moved = Eventually.within(Duration.ofSeconds(4), () -> scene.logged("rolling out") > 0);

            assertThat(moved).isFalse();
            assertThat(scene.restarts()).isEqualTo(restarts);
            assertThat(scene.text(scene.world.nutcracker())).isEqualTo(before);
        }
    }

    @Test
    void worksWithExactlyFiveSettingsAPasswordAndOneSentinelOfThree() throws IOException {
        try (Scene scene = new Scene(World.builder().sentinels(3).requirepass())) {
            Path folder = scene.world.folder();
            Scene.write(scene.world.settings(), """
                    sentinels: {addresses: %s}
                    proxies:
                      - config_file: %s
                        restart_command: sh %s
                    log: {file: %s}
                    """.formatted(
                            scene.world.sentinels().getFirst().address(),
                            scene.world.nutcracker().config(),
                            scene.world.nutcracker().restartScript(),
                            scene.agent.log()));
            Path launcher = folder.resolve("nutkeeper-with-state-here");
            Scene.write(
                    launcher,
                    "#!/bin/sh\nNUTKEEPER_STATE_DIR=" + folder.resolve("state") + " exec " + Launcher.find()
                            + " \"$@\"\n");
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
            Agent agent = scene.world.agent(launcher);
            agent.start();
            scene.awaitLogged("connected sentinel", 3);
            scene.awaitLogged(" confirmed ", 1);
            try (Load load = scene.world.load(1)) {
                load.start();
                scene.world.sentinels().getFirst().kill();
                RedisServer old = scene.world.killMaster("shard1");
                scene.awaitPointedAt(scene.world.nutcracker(), scene.world.awaitNewMaster("shard1", old));
                scene.awaitServed(load);
            }
            assertThat(agent.logText()).doesNotContain(password(scene));
        }
    }

    private static String password(Scene scene) {
        return scene.text(scene.world.nutcracker())
                .lines()
                .filter(line -> line.contains("redis_auth"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void doesNotFoldServersOfOneNameAtManyAddressesTogether() {
        try (Scene scene = new Scene(World.builder().shards(2).sentinels(3))) {
            // pools of six, as public files have them: each has a "shard1" of its own, at an address of its own
            StringBuilder more = new StringBuilder(scene.text(scene.world.nutcracker()));
            int port = scene.world.nutcracker().listen().port();
            for (int i = 1; i <= 5; i++) {
                more.append("""

                        other%d:
                          listen: %s/other%d.sock
                          redis: true
                          servers:
                            - 127.0.0.1:%d:1 shard1
                        """.formatted(i, scene.world.folder(), i, port - 100 - i));
            }
            Scene.write(scene.world.nutcracker().config(), more.toString());
            scene.world.nutcracker().start();
            scene.keep();
            RedisServer old = scene.world.master("shard1");
            RedisServer promoted = scene.follow("shard1", master -> scene.world.killMaster("shard1"));

            assertThat(scene.text(scene.world.nutcracker()))
                    .isEqualTo(more.toString()
                            .replace(
                                    old.address().toString(), promoted.address().toString()));
        }
    }

    @Test
    void isNotRepointedByTheSentinelsOfAnotherInstallation() {
        try (Scene production = new Scene(World.builder().sentinels(1));
                Scene foreign = new Scene(World.builder().sentinels(3))) {
            production.settings(text -> Scene.read(foreign.world.settings())
                    .replace(
                            foreign.world.folder().toString(),
                            production.world.folder().toString()));
            String before = production.text(production.world.nutcracker());
            int restarts = production.restarts();
            production.agent.start();
            production.awaitLogged("left alone", 1);
            RedisServer old = foreign.world.failover("shard1");
            foreign.world.awaitNewMaster("shard1", old);
            production.awaitLogged("+switch-master", 1);
            boolean moved = Eventually.within(Duration.ofSeconds(4), () -> production.logged("rolling out") > 0);
            assertThat(moved).isFalse();

            assertThat(production.text(production.world.nutcracker())).isEqualTo(before);
            assertThat(production.restarts()).isEqualTo(restarts);
            assertThat(production.logged("rolling out")).isZero();
        }
    }

    @Test
    void refusesToKeepAProxyThatAnotherDaemonKeeps() throws IOException {
        try (Scene scene = new Scene(World.builder()).keep()) {
            Process second = new ProcessBuilder(
                            Launcher.find().toString(),
                            "run",
                            "--config",
                            scene.world.settings().toString(),
                            "--set",
                            "log.file=" + scene.world.folder().resolve("second.log"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Eventually.until("the second daemon has ended", Scene.DEADLINE, () -> !second.isAlive());

            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(said).contains("another nutkeeper (pid " + scene.agent.pid() + ") keeps");
        }
    }

    @Test
    void endsInOrderWhenItIsAskedTo() {
        try (Scene scene = new Scene(World.builder()).keep()) {
            scene.agent.stop();

            assertThat(scene.agent.isAlive()).isFalse();
            assertThat(scene.logged(" stopped")).isEqualTo(1);
        }
    }
}
