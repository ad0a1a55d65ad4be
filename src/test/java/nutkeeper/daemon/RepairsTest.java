package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Placement;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Round;
import nutkeeper.keeper.Ruling;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.Verdict;
import org.junit.jupiter.api.Test;

class RepairsTest {
    private static final Address A = new Address("10.0.0.1", 6379);
    private static final Address B = new Address("10.0.0.2", 6379);
    private static final MasterName MASTER = MasterName.of("s1");
    private static final String FILE = "/etc/nutcracker.yml";

    private final Repairs repairs = new Repairs();
    private Instant now = Instant.EPOCH;

    @Test
    void aMoveToWhereTheServerAlreadyWasIsARepair() {
        repairs.saw(round(A, A), FILE);

        assertThat(rollOut(B, A)).containsExactly(move(B, A));
        assertThat(repairs.total()).isEqualTo(1);
    }

    @Test
    void aMoveAfterTheMasterIsAFailover() {
        repairs.saw(round(A, A), FILE);

        assertThat(rollOut(A, B)).isEmpty();
        assertThat(repairs.total()).isZero();
    }

    @Test
    void aFailoverBackToAFormerMasterIsNoRepair() {
        repairs.saw(round(A, A), FILE);
        rollOut(A, B);

        assertThat(rollOut(B, A)).isEmpty();
    }

    @Test
    void aFileThatWasNeverRightIsAdoptedAndNotRepaired() {
        repairs.saw(round(B, A), FILE);

        assertThat(rollOut(B, A)).isEmpty();
    }

    @Test
    void theNewTextSeenWhileItsRolloutStillRunsMakesItNoRepair() {
        repairs.saw(round(A, A), FILE);
        repairs.begin(plan(A, B));
        repairs.saw(round(B, B), FILE);

        assertThat(repairs.done(plan(A, B), now)).isEmpty();
    }

    @Test
    void moreThanTwoRepairsInTenMinutesAreAFightAndThenItCountsAnew() {
        repairs.saw(round(A, A), FILE);

        assertThat(List.of(fight(), fight(), fight(), fight(), fight(), fight()))
                .containsExactly(false, false, true, false, false, true);
    }

    @Test
    void rareRepairsAreNoFight() {
        repairs.saw(round(A, A), FILE);

        for (int repair = 0; repair < 5; repair++) {
            now = now.plus(Repairs.WINDOW.dividedBy(2)).plus(Duration.ofSeconds(1));
            assertThat(fight()).isFalse();
        }
    }

    private boolean fight() {
        rollOut(B, A);
        return repairs.isFight(now);
    }

    private List<Repoint> rollOut(Address from, Address to) {
        repairs.begin(plan(from, to));
        return repairs.done(plan(from, to), now);
    }

    private static Plan plan(Address from, Address to) {
        return new Plan(List.of(move(from, to)), "text", "because");
    }

    private static Repoint move(Address from, Address to) {
        return new Repoint(new Shard("alpha", "s1"), MASTER, from, to);
    }

    private static Round round(Address inFile, Address master) {
        Ruling ruling = new Ruling(new Verdict.Unmonitored("not asked here"), Optional.of(master), "", List.of());
        Placement placement =
                new Placement(server(inFile), Optional.of(MASTER), Placement.Rule.NAMED, "named like its master");
        return new Round(
                KeeperState.EMPTY,
                Map.of(),
                Map.of(MASTER, ruling),
                Map.of(FILE, List.of(placement)),
                Set.of(),
                Duration.ofSeconds(1));
    }

    private static Server server(Address address) {
        String text = "alpha:\n  listen: 127.0.0.1:22121\n  redis: true\n  servers:\n   - " + address + ":1 s1\n";
        NutcrackerConfig config = (NutcrackerConfig) ConfigParser.parse(text);
        return config.pools().getFirst().servers().getFirst();
    }
}
