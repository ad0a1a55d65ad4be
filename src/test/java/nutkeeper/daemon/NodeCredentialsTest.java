package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Shard;
import nutkeeper.sentinel.Endpoint;
import nutkeeper.settings.Credentials;
import nutkeeper.settings.Credentials.PasswordSource;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Vote;
import org.junit.jupiter.api.Test;

class NodeCredentialsTest {
    private static final String FILE = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: of-alpha
              servers:
               - 10.0.0.1:7000:1 cache
            beta:
              listen: 127.0.0.1:22122
              redis: true
              redis_auth: of-beta
              servers:
               - 10.0.0.2:7000:1 server1
            """;
    private static final Address CANDIDATE = new Address("10.0.0.9", 7000);
    private static final MasterName QUEUE = MasterName.of("queue");
    private static final Credentials NONE = new Credentials("", new PasswordSource.None());

    @Test
    void aServerOfAPoolIsAskedWithThePoolsPassword() {
        assertThat(password(NONE, new Address("10.0.0.1", 7000), Map.of())).isEqualTo("of-alpha");
        assertThat(password(NONE, new Address("10.0.0.2", 7000), Map.of())).isEqualTo("of-beta");
    }

    @Test
    void aReplicaIsAskedWithThePasswordOfItsMastersPool() {
        assertThat(password(NONE, CANDIDATE, replicaOf(MasterName.of("cache")))).isEqualTo("of-alpha");
    }

    @Test
    void aReplicaOfAMappedMasterIsAskedWithThePasswordOfItsPool() {
        assertThat(password(NONE, CANDIDATE, replicaOf(QUEUE))).isEqualTo("of-beta");
    }

    @Test
    void aStrangerIsAskedWithNoPasswordAtAll() {
        assertThat(password(NONE, CANDIDATE, Map.of())).isEqualTo("none");
    }

    @Test
    void theSettingsWin() {
        Credentials settings = new Credentials("agent", new PasswordSource.InEnvironment("REDIS"));
        Endpoint endpoint = endpoint(settings, new Address("10.0.0.1", 7000), Map.of());

        assertThat(endpoint.username()).isEqualTo("agent");
        assertThat(endpoint.password().get()).contains("of-the-settings");
    }

    private static String password(Credentials configured, Address node, Map<MasterName, Ballot> ballots) {
        return endpoint(configured, node, ballots).password().get().orElse("none");
    }

    private static Endpoint endpoint(Credentials configured, Address node, Map<MasterName, Ballot> ballots) {
        ProxyView view = new ProxyView(
                "nutcracker.yml", ConfigParser.parse(FILE), Map.of(new Shard("beta", "server1"), QUEUE), false, false);
        return new NodeCredentials(configured, new Passwords(Map.of("REDIS", "of-the-settings")))
                .of(node, List.of(view), ballots);
    }

    private static Map<MasterName, Ballot> replicaOf(MasterName master) {
        Address elsewhere = new Address("10.0.0.8", 7000);
        Vote vote = new Vote(
                new SentinelId("a", new Address("10.0.0.5", 26379)),
                elsewhere,
                elsewhere,
                1,
                Set.of("master"),
                FailoverState.NONE,
                1,
                true,
                Set.of(CANDIDATE),
                Instant.EPOCH,
                Instant.EPOCH);
        return Map.of(master, Ballot.EMPTY.with(vote));
    }
}
