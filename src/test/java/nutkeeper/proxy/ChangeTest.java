package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nutkeeper.keeper.Repoint;
import nutkeeper.nutcracker.Shard;
import nutkeeper.proxy.Rendering.Rendered;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Address FROM = new Address("10.0.0.1", 6379);
    private static final Address TO = new Address("10.0.0.2", 6379);
    private static final Change CHANGE = new Change(
            "old redis_auth: secret",
            new Rendered(
                    "new redis_auth: secret",
                    List.of(new ListenAddress.Tcp("127.0.0.1", 22121)),
                    List.of(new ListenAddress.Tcp("127.0.0.1", 22121))),
            List.of(
                    new Repoint(new Shard("alpha", "s1"), MasterName.of("m1"), FROM, TO),
                    new Repoint(new Shard("beta", "s1"), MasterName.of("m1"), FROM, TO)),
            "m1 moved");

    @Test
    void tellsTheRestartCommandOneMoveALine() {
        Target target = new Target(
                Path.of("/etc/nutcracker/nutcracker.yml"),
                List.of("true"),
                Duration.ofSeconds(1),
                "nutcracker",
                Path.of("/"));

        assertThat(CHANGE.facts(target))
                .containsEntry("NUTKEEPER_CONFIG_FILE", "/etc/nutcracker/nutcracker.yml")
                .containsEntry(
                        "NUTKEEPER_CHANGES",
                        "alpha/s1 10.0.0.1:6379 10.0.0.2:6379\nbeta/s1 10.0.0.1:6379 10.0.0.2:6379")
                .containsEntry("NUTKEEPER_BECAUSE", "m1 moved");
    }

    @Test
    void goesBackTheWayItCame() {
        Change back = CHANGE.reversed("it failed");

        assertThat(back.before()).isEqualTo(CHANGE.after().text());
        assertThat(back.after().text()).isEqualTo(CHANGE.before());
        assertThat(back.repoints())
                .allMatch(move -> move.from().equals(TO) && move.to().equals(FROM));
    }

    @Test
    void neverShowsATextThatMayHoldSecrets() {
        assertThat(CHANGE + " " + CHANGE.after() + " " + new Staged(Path.of("x"), "secret"))
                .doesNotContain("secret");
    }
}
