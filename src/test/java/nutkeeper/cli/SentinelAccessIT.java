package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nutkeeper.daemon.Overheard;
import nutkeeper.demo.World;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A real Sentinel that asks who we are. */
class SentinelAccessIT {
    private static final String SECRET = "open-sesame-7531";

    /** What docs may recommend: everything that nutkeeper asks a Sentinel, and nothing more. */
    private static final String LEAST_PRIVILEGE = "SETUSER twem-agent on >" + SECRET + " resetchannels &* -@all"
            + " +hello +auth +ping +subscribe +psubscribe +unsubscribe +punsubscribe +client|setname"
            + " +sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|sentinels"
            + " +sentinel|replicas +sentinel|myid +sentinel|ckquorum +info +role";

    private final World world = World.builder().replicas(1).start();

    @AfterEach
    void end() {
        world.close();
    }

    @BeforeEach
    void writePassword() throws IOException {
        Files.writeString(passwordFile(), SECRET + "\n");
    }

    @Test
    void aPasswordIsEnoughWhereThereAreNoUsers() throws IOException {
        acl("SETUSER default resetpass >" + SECRET);
        assertThat(masters().exit()).isEqualTo(Exit.NO_MAJORITY);
        Shell check = Shell.run("check", "-c", world.settings().toString());
        assertThat(check.out()).contains("NOAUTH");
        settings("  password_file: " + passwordFile() + "\n");
        Shell masters = masters();

        assertThat(masters.exit()).isZero();
        assertThat(masters.out()).contains("shard1  agreed").doesNotContain(SECRET);
    }

    @Test
    void aUserWithTheLeastPrivilegesVotesAndHearsEvents() throws IOException {
        acl(LEAST_PRIVILEGE);
        acl("SETUSER default resetpass >another");
        settings("  username: twem-agent\n  password_file: " + passwordFile() + "\n");
        try (Overheard log = new Overheard("sentinel")) {
            Shell masters = masters();

            assertThat(masters.exit()).isZero();
            assertThat(masters.out()).contains("shard1  agreed");
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("INFO connected sentinel="))
                    .noneMatch(line -> line.contains("cannot subscribe") || line.contains(SECRET));
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNeverShown() throws IOException {
        acl("SETUSER default resetpass >another");
        settings("  password_file: " + passwordFile() + "\n");
        Shell check = Shell.run("check", "-c", world.settings().toString());

        assertThat(check.exit()).isEqualTo(Exit.NO_MAJORITY);
        assertThat(check.out()).contains("WRONGPASS").doesNotContain(SECRET);
    }

    private Shell masters() {
        return Shell.run("masters", "-c", world.settings().toString());
    }

    private Path passwordFile() {
        return world.folder().resolve("password");
    }

    private void settings(String lines) throws IOException {
        String text = Files.readString(world.settings());
        Files.writeString(world.settings(), text.replace("sentinels:\n", "sentinels:\n" + lines));
    }

    /** As an operator would type it. */
    private void acl(String words) {
        Address sentinel = world.sentinels().getFirst().address();
        try (Jedis jedis = new Jedis(sentinel.host(), sentinel.port())) {
            jedis.sendCommand(() -> "ACL".getBytes(StandardCharsets.US_ASCII), words.split(" ", -1));
        }
    }
}
