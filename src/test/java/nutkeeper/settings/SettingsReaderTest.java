package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nutkeeper.nutcracker.Shard;
import nutkeeper.settings.Credentials.PasswordSource;
import nutkeeper.settings.LogSettings.Output;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private static final String SHORTEST = """
            sentinels: {addresses: 10.0.0.1}
            proxies: [{config_file: /etc/nutcracker.yml, restart_command: service nutcracker restart}]
            """;

    @Test
    void givesEveryKeyThatIsNotWrittenItsDefault() {
        assertThat(valid(SHORTEST))
                .isEqualTo(new Settings(
                        List.of(new SentinelGroup(
                                "", List.of(new Address("10.0.0.1", 26_379)), new SentinelCount.Auto(), nobody())),
                        nobody(),
                        List.of(new ProxySettings(
                                Path.of("/etc/nutcracker.yml"),
                                new RestartCommand(List.of("/bin/sh", "-c", "service nutcracker restart")),
                                Duration.ofSeconds(10),
                                "nutcracker",
                                InPlace.REFUSE,
                                Map.of())),
                        new LogSettings(new Output.StandardError(), LogLevel.INFO, LogFormat.LOGFMT),
                        CommitOn.LEADER,
                        false,
                        Mode.ENFORCE,
                        Map.of(),
                        List.of(),
                        Path.of("/var/lib/nutkeeper")));
    }

    @Test
    void readsEveryKeyOfTheTopLevel() {
        Settings settings = valid(SHORTEST + """
                redis: {username: keeper, password_file: /run/redis.password}
                commit_on: majority
                require_role: true
                mode: observe
                translate: {172.17.0.5:6379: 10.0.0.5:16379}
                allowed_networks: [10.0.0.0/8]
                state_dir: /srv/state
                """);

        assertThat(settings.redis())
                .isEqualTo(new Credentials("keeper", new PasswordSource.InFile(Path.of("/run/redis.password"))));
        assertThat(settings.commitOn()).isEqualTo(CommitOn.MAJORITY);
        assertThat(settings.requireRole()).isTrue();
        assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.translate())
                .containsExactly(Map.entry(new Address("172.17.0.5", 6379), new Address("10.0.0.5", 16_379)));
        assertThat(settings.allowedNetworks()).containsExactly(new Cidr("10.0.0.0", 8));
        assertThat(settings.stateDir()).isEqualTo(Path.of("/srv/state"));
    }

    @Test
    void readsTheLog() {
        Settings settings =
                valid(SHORTEST + "log: {file: /var/log/n.log, level: debug, format: json, max_size: 512KB, keep: 0}");

        assertThat(settings.log())
                .isEqualTo(new LogSettings(
                        new Output.LogFile(Path.of("/var/log/n.log"), 512 * 1024, 0), LogLevel.DEBUG, LogFormat.JSON));
    }

    @Test
    void readsProxiesInTheirOrder() {
        Settings settings = valid("""
                sentinels: {addresses: 10.0.0.1}
                nutcracker: /opt/nutcracker
                proxies:
                  - config_file: /etc/a.yml
                    restart_command: [systemctl, restart, a b]
                    restart_timeout: 2m
                    in_place: allow
                    shards: {alpha/server1: cache/1}
                  - config_file: /etc/b.yml
                    restart_command: restart b
                    nutcracker: /usr/sbin/nutcracker
                """);

        assertThat(settings.proxies())
                .containsExactly(
                        new ProxySettings(
                                Path.of("/etc/a.yml"),
                                new RestartCommand(List.of("systemctl", "restart", "a b")),
                                Duration.ofMinutes(2),
                                "/opt/nutcracker",
                                InPlace.ALLOW,
                                Map.of(new Shard("alpha", "server1"), MasterName.of("cache/1"))),
                        new ProxySettings(
                                Path.of("/etc/b.yml"),
                                RestartCommand.shell("restart b"),
                                Duration.ofSeconds(10),
                                "/usr/sbin/nutcracker",
                                InPlace.REFUSE,
                                Map.of()));
    }

    @Test
    void readsNamedGroupsWhoseMastersCarryTheirName() {
        Settings settings = read("""
                sentinels:
                  east: {addresses: [s1, "[2001:DB8::1]:26380"], expected: 3}
                  west: {addresses: s1, username: w, password_env: WEST}
                proxies: [{config_file: /a.yml, restart_command: r, shards: {alpha/server1: west/cache/1}}]
                """, Map.of("WEST", "secret"), Map.of());

        assertThat(settings.sentinels())
                .containsExactly(
                        new SentinelGroup(
                                "east",
                                List.of(new Address("s1", 26_379), new Address("2001:db8::1", 26_380)),
                                new SentinelCount.Exactly(3),
                                nobody()),
                        new SentinelGroup(
                                "west",
                                List.of(new Address("s1", 26_379)),
                                new SentinelCount.Auto(),
                                new Credentials("w", new PasswordSource.InEnvironment("WEST"))));
        assertThat(settings.proxies().getFirst().shards())
                .containsExactly(Map.entry(new Shard("alpha", "server1"), new MasterName("west", "cache/1")));
    }

    @Test
    void letsTheEnvironmentBeatTheFileAndAFlagBeatBoth() {
        String text = SHORTEST + "mode: enforce\nlog: {level: warn, keep: 1}\nstate_dir: /file\n";
        Settings settings = read(
                text,
                Map.of("NUTKEEPER_MODE", "observe", "NUTKEEPER_LOG_LEVEL", "error", "NUTKEEPER_LOG_FILE", "/env.log"),
                Map.of("log.level", "debug"));

        assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.log().level()).isEqualTo(LogLevel.DEBUG);
        assertThat(settings.log().output()).isEqualTo(new Output.LogFile(Path.of("/env.log"), 10 * 1024 * 1024, 1));
        assertThat(settings.stateDir()).isEqualTo(Path.of("/file"));
    }

    @Test
    void keepsWhereASecretIsAndNeverTheSecret() {
        Settings settings = read(
                SHORTEST + "redis: {username: keeper, password_env: REDIS_PASSWORD}",
                Map.of("REDIS_PASSWORD", "hunter2"),
                Map.of());

        assertThat(settings.toString()).contains("REDIS_PASSWORD").doesNotContain("hunter2");
    }

    @Test
    void readsTextsOfOtherSystems() {
        assertThat(valid("\uFEFF" + SHORTEST.replace("\n", "\r\n"))).isEqualTo(valid(SHORTEST));
    }

    @Test
    void tellsWhereAProblemStands() {
        Reading reading = SettingsReader.read("n.yml", SHORTEST + "log:\n  keep: x\n", Map.of(), Map.of());

        assertThat(reading)
                .isEqualTo(new Reading.Problems(List.of(new Problem(
                        new Place("n.yml", 4, 3),
                        "log.keep",
                        "'x' is not a whole number",
                        "write a whole number from 0 to 1000"))));
    }

    @Test
    void tellsAProblemInOneLineWhateverWasWritten() {
        Reading reading = SettingsReader.read("n.yml", SHORTEST + "\"a\\n\\e[31m\": 1\n", Map.of(), Map.of());

        assertThat(((Reading.Problems) reading).problems())
                .singleElement()
                .asString()
                .startsWith("n.yml:3: a??[31m: is not a known key; ");
    }

    private static Credentials nobody() {
        return new Credentials("", new PasswordSource.None());
    }

    private static Settings valid(String text) {
        return read(text, Map.of(), Map.of());
    }

    private static Settings read(String text, Map<String, String> environment, Map<String, String> flags) {
        Reading reading = SettingsReader.read("n.yml", text, environment, flags);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).settings();
    }
}
