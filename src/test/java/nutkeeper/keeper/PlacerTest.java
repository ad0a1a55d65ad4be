package nutkeeper.keeper;

import static nutkeeper.keeper.Scene.FILE;
import static nutkeeper.keeper.Scene.M1;
import static nutkeeper.keeper.Scene.redis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport.Role;
import nutkeeper.topology.Said;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

class PlacerTest {
    private static final MasterName EAST = new MasterName("east", "m1");
    private static final MasterName WEST = new MasterName("west", "m1");

    @Test
    void believesANameWhoseAddressTheMasterKnows() {
        Scene scene = new Scene().file(redis("a:6379:1 m1")).allSay("a", 1);
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.NAMED));
    }

    @Test
    void believesANameWhoseAddressIsAReplica() {
        Scene scene = new Scene()
                .file(redis("b:6379:1 m1"))
                .says(Said.by("s1", "a", 1).listing("b"));
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.NAMED));
    }

    @Test
    void stillKnowsAnAddressThatWasTheMastersOnce() {
        Scene scene = Scene.confirmedAt("a", 1).allSay("b", 2);
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.NAMED));
    }

    @Test
    void knowsAnAddressByTheHostNameThatTheFileHasForIt() {
        Scene scene = Scene.confirmedAt("a", 1).file(redis("redis-a:6379:1 m1"));
        scene.resolves("redis-a", "a").allSay("a", 1);
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.NAMED));
        assertThat(scene.holds()).isEmpty();
    }

    @Test
    void asksAStrangerUnderTheMastersNameBeforeItIsTouched() {
        Scene scene = new Scene().file(redis("x:6379:1 m1")).allSay("a", 1);
        assertThat(only(scene).rule()).isEqualTo(Placement.Rule.UNDECIDED);
        assertThat(scene.round().ask()).contains(Said.node("x"));
        assertThat(only(scene.role("x", Role.UNREACHABLE)).rule()).isEqualTo(Placement.Rule.UNDECIDED);
        assertThat(only(scene.role("x", Role.REPLICA))).satisfies(placed(M1, Placement.Rule.NAMED));
        assertThat(only(scene.role("x", Role.MASTER))).satisfies(leftAlone("it lives"));
        assertThat(only(scene.role("x", Role.UNPROVEN))).satisfies(leftAlone("it lives"));
    }

    @Test
    void leavesALiveMasterAloneWhoseNameAForeignSentinelUsesToo() {
        Scene scene = new Scene().file(redis("x:6379:1 m1")).allSay("a", 1);
        scene.role("x", Role.MASTER).role("a", Role.MASTER).round();
        assertThat(scene.holds()).isEmpty();
    }

    @Test
    void leavesSixServersAloneThatShareOneNameAtSixAddresses() {
        String[] six = IntStream.range(0, 6)
                .mapToObj(i -> "pool" + i + ":\n  listen: 127.0.0.1:2212" + i + "\n  redis: true\n  servers:\n  - x" + i
                        + ":6379:1 m1\n")
                .toArray(String[]::new);
        Scene scene = new Scene().file(String.join("", six)).allSay("a", 1);
        assertThat(placements(scene)).hasSize(6).allSatisfy(leftAlone("other servers have this name too"));
    }

    @Test
    void findsTheOneOfSixThatTheMasterKnows() {
        Scene scene = new Scene()
                .file(redis("x:6379:1 m1", "a:6379:1 m2") + redis("a:6379:1 m1").replace("alpha", "beta"));
        scene.allSay("a", 1);
        assertThat(placements(scene))
                .extracting(Placement::rule)
                .containsExactly(Placement.Rule.AMBIGUOUS, Placement.Rule.ADDRESSED, Placement.Rule.NAMED);
    }

    @Test
    void believesTheOperatorsMapAgainstNameAndAddress() {
        MasterName m2 = MasterName.of("m2");
        Scene scene = new Scene()
                .file(FILE, redis("x:6379:1 m1"), Map.of(new Shard("alpha", "m1"), m2))
                .allSay("a", 1)
                .allSay(m2, "b", 1);
        assertThat(only(scene)).satisfies(placed(m2, Placement.Rule.MAPPED));
    }

    @Test
    void holdsAShardThatIsMappedToAMasterNobodyHasHeardOf() {
        Scene scene = new Scene()
                .file(FILE, redis("a:6379:1 m1"), Map.of(new Shard("alpha", "m1"), MasterName.of("m9")))
                .allSay("a", 1);
        assertThat(scene.holds()).containsExactly("m9: nothing was heard of it");
    }

    @Test
    void tellsMastersOfOneNameInTwoGroupsApartByTheirAddresses() {
        Scene scene =
                new Scene().file(redis("b:6379:1 m1")).allSay(EAST, "a", 1).allSay(WEST, "b", 1);
        assertThat(only(scene)).satisfies(placed(WEST, Placement.Rule.NAMED));
    }

    @Test
    void leavesAStrangerAloneWhoseNameTwoGroupsKnow() {
        Scene scene =
                new Scene().file(redis("x:6379:1 m1")).allSay(EAST, "a", 1).allSay(WEST, "b", 1);
        assertThat(only(scene)).satisfies(leftAlone("several groups have a master of this name"));
    }

    @Test
    void leavesAServerAloneWhoseNameAndAddressTwoGroupsKnow() {
        Scene scene =
                new Scene().file(redis("a:6379:1 m1")).allSay(EAST, "a", 1).allSay(WEST, "a", 1);
        assertThat(only(scene)).satisfies(leftAlone("several masters know its address"));
    }

    @Test
    void neverPlacesTheServersOfAMemcachedPool() {
        Scene scene = new Scene()
                .file(redis("a:6379:1 m1").replace("redis: true", "redis: false"))
                .allSay("a", 1);
        assertThat(placements(scene)).isEmpty();
    }

    @Test
    void leavesServersAloneThatHaveNoNameOrTheNameOfNoMaster() {
        Scene scene = new Scene().file(redis("x:6379:1", "y:6379:1 m9")).allSay("a", 1);
        assertThat(placements(scene))
                .satisfiesExactly(
                        leftAlone("no master knows its address x:6379; map it"), leftAlone("or is called like it"));
    }

    @Test
    void placesAnUnnamedServerByItsAddressNeverByItsDefaultName() {
        Scene scene = new Scene().file(redis("x:6379:1")).allSay(MasterName.of("x:6379"), "a", 1);
        assertThat(only(scene)).satisfies(leftAlone("no master knows its address"));
        scene = new Scene().file(redis("a:6379:1")).allSay(M1, "a", 1);
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.ADDRESSED));
    }

    @Test
    void findsAServerAtAReplicaOrAtAFormerAddressOfTheMaster() {
        Scene scene =
                new Scene().file(redis("r:6379:1")).says(Said.by("s1", "a", 1).listing("r"));
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.ADDRESSED));
        scene.says(Said.by("s1", "a", 1));
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.ADDRESSED));
    }

    @Test
    void neverGuessesBetweenTwoMastersThatKnowOneAddress() {
        Scene scene = new Scene().file(redis("a:6379:1")).allSay("a", 1).allSay(MasterName.of("m2"), "a", 1);
        assertThat(only(scene)).satisfies(leftAlone("several masters know its address"));
    }

    @Test
    void neverGuessesBetweenANameAndAnAddress() {
        Scene scene = new Scene().file(redis("b:6379:1 m1")).allSay("a", 1).allSay(MasterName.of("m2"), "b", 1);
        assertThat(only(scene)).satisfies(leftAlone("belongs to master m2"));
    }

    @Test
    void aStallOfALiveMasterOfSomebodyElseNeverMakesItOurs() {
        Scene scene = new Scene().file(redis("x:6379:1 m1")).allSay("a", 1);
        scene.role("x", Role.MASTER).role("a", Role.MASTER).round();
        for (int second = 0; second < 60; second++) {
            scene.afterMillis(1_000).allSay("a", 1).role("x", Role.UNREACHABLE).role("a", Role.MASTER);
            assertThat(only(scene))
                    .as("after %d s", second)
                    .satisfies(leftAlone("live master of another installation"));
        }
    }

    @Test
    void takesANamesakeThatWasNeverSeenAliveOnlyAfterALongSilence() {
        Scene scene = new Scene().file(redis("x:6379:1 m1")).allSay("a", 1);
        assertThat(only(scene.role("x", Role.UNREACHABLE)).rule()).isEqualTo(Placement.Rule.UNDECIDED);
        for (int second = 0; second < 31; second++) {
            scene.afterMillis(1_000).allSay("a", 1).role("x", Role.UNREACHABLE);
        }
        assertThat(only(scene)).satisfies(placed(M1, Placement.Rule.NAMED));
    }

    @Test
    void leavesAUnixSocketAlone() {
        Scene scene = new Scene().file(redis("/run/redis.sock:1 m1")).allSay("a", 1);
        assertThat(only(scene)).satisfies(leftAlone("its address cannot be that of a master"));
    }

    @Test
    void decidesNothingBeforeASentinelHasToldOfTheMaster() {
        Scene scene = new Scene().file(redis("x:6379:1 m1")).says(M1);
        assertThat(only(scene).rule()).isEqualTo(Placement.Rule.UNDECIDED);
        assertThat(only(scene.deny(M1, "s1"))).satisfies(leftAlone("no master knows its address"));
    }

    @Test
    void knowsTheMastersAddressHoweverManyAddressesItHasSeen() {
        Scene scene = new Scene().file(redis("a:6379:1 m1")).says(Said.by("s1", "a", 1));
        scene.round();
        for (int i = 0; i < 3 * MasterState.MAX_MEMBERS; i++) {
            scene.says(Said.by("s1", "a", 1).listing("n" + i));
            assertThat(only(scene)).as("after %d replicas", i + 1).satisfies(placed(M1, Placement.Rule.NAMED));
        }
        assertThat(scene.state().master(M1).members()).hasSize(MasterState.MAX_MEMBERS);
    }

    private static ThrowingConsumer<Placement> placed(MasterName master, Placement.Rule rule) {
        return placement -> {
            assertThat(placement.rule()).isEqualTo(rule);
            assertThat(placement.master()).contains(master);
        };
    }

    private static ThrowingConsumer<Placement> leftAlone(String why) {
        return placement -> {
            assertThat(placement.isLeftAlone()).isTrue();
            assertThat(placement.master()).isEmpty();
            assertThat(placement.why()).contains(why);
        };
    }

    private static List<Placement> placements(Scene scene) {
        return Objects.requireNonNull(scene.round().placements().get(FILE));
    }

    private static Placement only(Scene scene) {
        List<Placement> placements = placements(scene);
        assertThat(placements).hasSize(1);
        return placements.getFirst();
    }
}
