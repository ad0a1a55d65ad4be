package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nutkeeper.daemon.LogSink;
import nutkeeper.demo.Agent;
import nutkeeper.demo.Launcher;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs that ask or act once, on real processes with passwords. */
class CliIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final World world = World.builder().replicas(1).requirepass().start();

    @AfterEach
    void end() {
        // so that nothing is logged to a folder that is gone
        LogSink.quiet(System.err);
        world.close();
    }

    @Test
    void aHealthyInstallationIsFine() throws IOException {
        Shell check = nutkeeper("check");
        assertThat(check.exit()).as(check.out()).isZero();
        assertThat(check.out()).contains("shard1").doesNotContain("problem", password());
        assertThat(nutkeeper("plan")).isEqualTo(new Shell(0, "# " + config() + ": nothing to do\n", ""));
        assertThat(nutkeeper("masters").out())
                .contains("shard1  agreed")
                .contains(world.master("shard1").address().toString());
        assertThat(nutkeeper("apply").out()).isEqualTo("nothing to do: every file says what the Sentinels say\n");
        assertThat(world.nutcracker().restarts()).isEqualTo(1);
    }

    @Test
    void programsAreAnsweredInJson() throws IOException {
        Map<String, Object> check =
                JSON.std.mapFrom(nutkeeper("check", "--output", "json").out());
        List<Object> plan =
                JSON.std.listFrom(nutkeeper("plan", "--output", "json").out());
        List<Object> masters =
                JSON.std.listFrom(nutkeeper("masters", "-o", "json").out());

        assertThat(check).containsOnlyKeys("findings", "placements", "masters");
        assertThat(plan)
                .singleElement()
                .isEqualTo(Map.of("config_file", config().toString(), "changes", false, "holds", List.of()));
        assertThat(masters).singleElement().asString().contains("shard1", "agreed");
    }

    @Test
    void aFileThatNoMasterStandsBehindIsAProblem() throws IOException {
        Files.writeString(
                config(), Files.readString(config()).replaceAll("- [0-9.:]+:1 shard1", "- 127.0.0.1:9:1 somebody"));
        Shell check = nutkeeper("check");

        assertThat(check.exit()).isNotZero();
        assertThat(check.out()).contains("problem").contains("none of its servers belongs to a master");
    }

    @Test
    void aMissedFailoverIsPlannedThenWrittenThenServed() throws IOException {
        String before = Files.readString(config());
        RedisServer old = world.killMaster("shard1");
        RedisServer promoted = world.awaitNewMaster("shard1", old);
        Shell plan = nutkeeper("plan");
        assertThat(plan.exit()).isEqualTo(Exit.DIFFERS);
        assertThat(plan.out())
                .contains("-    - " + old.address() + ":1 shard1", "+    - " + promoted.address() + ":1 shard1")
                .doesNotContain(password());
        assertThat(config()).hasContent(before);

        Shell fileOnly = nutkeeper("apply", "--file-only");
        assertThat(fileOnly.exit()).as(fileOnly.toString()).isZero();
        assertThat(config())
                .hasContent(before.replace(
                        old.address().toString(), promoted.address().toString()));
        assertThat(world.nutcracker().restarts()).isEqualTo(1);

        assertThat(nutkeeper("plan").out()).contains("twemproxy would be restarted because");
        Shell apply = nutkeeper("apply");
        assertThat(apply.exit()).as(apply.toString()).isZero();
        assertThat(world.nutcracker().restarts()).isEqualTo(2);
        assertThat(nutkeeper("plan").exit()).isZero();
    }

    @Test
    void applyRefusesWhileADaemonKeepsTheProxy() {
        Agent agent = world.agent(Launcher.find());
        agent.start();
        agent.awaitLog(" started ", DEADLINE);
        Shell apply = nutkeeper("apply");

        assertThat(apply.exit()).isEqualTo(Exit.FAILED);
        assertThat(apply.err()).startsWith("nutkeeper: ").contains(Long.toString(agent.pid()));
        agent.stop();
    }

    @Test
    void withoutAnySentinelNothingIsDecided() {
        world.sentinels().getFirst().kill();

        assertThat(nutkeeper("masters").exit()).isEqualTo(Exit.NO_MAJORITY);
        assertThat(nutkeeper("plan").exit()).isEqualTo(Exit.NO_MAJORITY);
        assertThat(nutkeeper("apply", "--wait", "1s").exit()).isEqualTo(Exit.NO_MAJORITY);
        Shell check = nutkeeper("check");
        assertThat(check.exit()).isEqualTo(Exit.NO_MAJORITY);
        assertThat(check.out()).contains("none could be reached");
    }

    private Shell nutkeeper(String verb, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = verb;
        args[1] = "--config";
        args[2] = world.settings().toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return Shell.run(args);
    }

    private Path config() {
        return world.nutcracker().config();
    }

    private String password() throws IOException {
        return Files.readString(config())
                .lines()
                .filter(line -> line.contains("redis_auth:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
