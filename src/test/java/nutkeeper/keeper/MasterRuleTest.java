package nutkeeper.keeper;

import static nutkeeper.keeper.Scene.M1;
import static nutkeeper.keeper.Scene.redis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.Level;
import nutkeeper.topology.RoleReport.Role;
import nutkeeper.topology.Said;
import org.junit.jupiter.api.Test;

class MasterRuleTest {
    private static final Said LEADER_SAYS_B =
            Said.by("s1", "b", 3).in(FailoverState.RECONF_SLAVES).listing("a");
    private static final Said[] FOLLOWERS_SAY_A = {
        Said.by("s2", "a", 2).listing("b"), Said.by("s3", "a", 2).listing("b")
    };

    @Test
    void asksTheNewMasterAtOnceAndFollowsItWhenItAnswers() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 3);
        assertThat(scene.round().ask()).containsExactly(Said.node("b"));
        Plan plan = scene.afterMillis(5).role("b", Role.MASTER).plan();
        assertThat(plan.repoints()).hasToString("[alpha/m1 a:6379 -> b:6379]");
        assertThat(plan.because()).isEqualTo("m1: s1:26379 s2:26379 s3:26379 say b:6379 at epoch 3, a majority is 2");
        assertThat(scene.confirmed().address()).isEqualTo(Said.node("b"));
    }

    @Test
    void doesNotBelieveARoleThatWasToldBeforeTheQuestion() {
        Scene scene =
                Scene.confirmedAt("a", 2).role("b", Role.MASTER).afterMillis(1).allSay("b", 3);
        assertThat(scene.holds().getFirst()).contains("asking b:6379 for its ROLE");
    }

    @Test
    void asksAgainWhenTheAnswerIsOlderThanTwoSeconds() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 0);
        scene.holds();
        scene.role("b", Role.MASTER).after(Duration.ofMillis(2001)).allSay("b", 0);
        assertThat(scene.holds().getFirst()).contains("asking b:6379 for its ROLE");
    }

    @Test
    void asksAReplicaEvery50MillisecondsForTwoSecondsThenEverySecond() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 3);
        scene.round();
        scene.role("b", Role.REPLICA).afterMillis(49);
        assertThat(scene.round().ask()).isEmpty();
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(1));
        assertThat(scene.afterMillis(1).round().ask()).containsExactly(Said.node("b"));
        scene.afterMillis(1960).allSay("b", 3).role("b", Role.REPLICA).afterMillis(999);
        assertThat(scene.round().ask()).isEmpty();
        assertThat(scene.afterMillis(1).round().ask()).containsExactly(Said.node("b"));
    }

    @Test
    void alertsWhenWhatTheSentinelsSayStaysAReplica() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 3);
        scene.round();
        scene.role("b", Role.REPLICA);
        assertThat(ruling(scene).alerts()).isEmpty();
        scene.afterMillis(2001).allSay("b", 3).role("b", Role.REPLICA);
        assertThat(ruling(scene).alerts())
                .containsExactly("read-only: the Sentinels say b:6379, which answers ROLE as a replica");
    }

    @Test
    void warnsWhenItFollowsAMasterThatDoesNotTellItsRole() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 3);
        scene.round();
        Ruling ruling = ruling(scene.role("b", Role.UNPROVEN));
        assertThat(ruling.cleared()).contains(Said.node("b"));
        assertThat(ruling.alerts()).containsExactly("unproven: b:6379 does not tell its ROLE (as staged)");
    }

    @Test
    void givesAMajorityOneSecondToAppearBeforeItBelievesAVouchedWord() {
        Said vouched = Said.by("s1", "b", 3).listing("a");
        Scene scene = Scene.confirmedAt("a", 2).says(vouched);
        scene.round();
        scene.role("b", Role.MASTER).afterMillis(999).says(vouched);
        assertThat(scene.holds().getFirst()).endsWith("waiting for a majority to appear");
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(1));
        scene.afterMillis(1).says(vouched);
        assertThat(scene.plan().repoints()).hasSize(1);
    }

    @Test
    void believesAMajorityThatAppearsMeanwhileAtOnce() {
        Scene scene = Scene.confirmedAt("a", 2).says(Said.by("s1", "b", 3).listing("a"));
        scene.round();
        scene.role("b", Role.MASTER).afterMillis(10).says(Said.by("s2", "b", 3));
        assertThat(scene.plan().repoints()).hasSize(1);
        assertThat(scene.confirmed().level()).isEqualTo(Level.MAJORITY);
    }

    @Test
    void waitsUntilAWordBelowTheConfirmedEpochIsStableForFiveSeconds() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 0);
        scene.round();
        scene.after(Duration.ofMillis(4999)).allSay("b", 0).role("b", Role.MASTER);
        assertThat(scene.holds().getFirst())
                .endsWith("its epoch is below the confirmed one; waiting until it is stable");
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(1));
        assertThat(scene.afterMillis(1).plan().repoints()).hasSize(1);
        assertThat(scene.confirmed().epoch()).isZero();
    }

    @Test
    void beginsToWaitAgainWhenAWordBelowTheConfirmedEpochWasInterrupted() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 0);
        scene.round();
        scene.after(Duration.ofSeconds(4)).says(Said.by("s1", "a", 2)).round();
        scene.after(Duration.ofMillis(3500)).allSay("b", 0).round();
        scene.role("b", Role.MASTER);
        assertThat(scene.holds().getFirst()).endsWith("waiting until it is stable");
    }

    @Test
    void doesNotBelieveAWordBelowTheConfirmedEpochWhoseMasterSpokeOnlyAtTheStart() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("b", 0);
        scene.round();
        scene.role("b", Role.MASTER).after(Duration.ofSeconds(5)).allSay("b", 0);
        Round round = scene.round();
        assertThat(round.ask()).contains(Said.node("b"));
        assertThat(round.decision(Scene.FILE)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void followsALeaderBeforeItsFollowersAndAlertsWhenTheyDoNotJoin() {
        Scene scene = Scene.confirmedAt("a", 2).says(LEADER_SAYS_B).says(FOLLOWERS_SAY_A);
        scene.round();
        scene.role("b", Role.MASTER);
        assertThat(scene.plan().repoints()).hasSize(1);
        assertThat(scene.confirmed().level()).isEqualTo(Level.LEADER);
        scene.file(redis("b:6379:1 m1")).afterMillis(2000).says(LEADER_SAYS_B).says(FOLLOWERS_SAY_A);
        assertThat(ruling(scene).alerts()).isEmpty();
        assertThat(ruling(scene.afterMillis(1)).alerts().getFirst())
                .startsWith("no-majority: b:6379 was accepted at level leader and no majority has confirmed it since");
    }

    @Test
    void alertsAlsoWhenTheLeaderIsGoneAndNobodyConfirmsWhatItSaid() {
        Scene scene = new Scene().remember(M1, "b", 3, Level.LEADER).file(redis("b:6379:1 m1"));
        scene.says(Said.by("s2", "a", 2).seeingQuorum(false));
        assertThat(ruling(scene).alerts()).anySatisfy(alert -> assertThat(alert).startsWith("no-majority: b:6379"));
    }

    @Test
    void isSilentOnceAMajorityHasJoinedTheLeader() {
        Scene scene = new Scene().remember(M1, "b", 3, Level.LEADER).file(redis("b:6379:1 m1"));
        scene.says(LEADER_SAYS_B, Said.by("s2", "b", 3));
        assertThat(ruling(scene).alerts()).isEmpty();
        assertThat(scene.confirmed().level()).isEqualTo(Level.MAJORITY);
    }

    @Test
    void waitsForAMajorityWhereCommitOnAsksForIt() {
        Policy majority = new Policy(Level.MAJORITY, false, false, any -> true);
        Scene scene =
                Scene.confirmedAt("a", 2).policy(majority).says(LEADER_SAYS_B).says(FOLLOWERS_SAY_A);
        scene.round();
        scene.role("b", Role.MASTER);
        assertThat(scene.holds().getFirst()).endsWith("waiting for the level majority that commit_on asks for");
        scene.says(Said.by("s2", "b", 3)).role("b", Role.MASTER);
        assertThat(scene.plan().repoints()).hasSize(1);
    }

    @Test
    void neverFollowsAMasterOutsideTheAllowedNetworks() {
        Policy onlyA = new Policy(Level.LEADER, false, false, Said.node("a")::equals);
        Scene scene = Scene.confirmedAt("a", 2).policy(onlyA).allSay("b", 3);
        scene.round();
        scene.role("b", Role.MASTER);
        assertThat(scene.holds()).singleElement().asString().endsWith("b:6379 is not in allowed_networks");
        assertThat(scene.confirmed().address()).isEqualTo(Said.node("a"));
    }

    @Test
    void repairsAFileThatSomebodyElsePointedAtAReplicaAfterAskingTheMaster() {
        Scene scene = Scene.confirmedAt("a", 2)
                .says(Said.by("s1", "a", 2).listing("b"), Said.by("s2", "a", 2).listing("b"));
        scene.file(redis("b:6379:1 m1"));
        assertThat(scene.holds().getFirst()).contains("asking a:6379 for its ROLE");
        assertThat(scene.role("a", Role.MASTER).plan().repoints()).hasToString("[alpha/m1 b:6379 -> a:6379]");
    }

    @Test
    void doesNotRepairTowardsAMasterThatIsAReplicaNow() {
        Scene scene = Scene.confirmedAt("a", 2)
                .says(Said.by("s1", "a", 2).listing("b"), Said.by("s2", "a", 2).listing("b"));
        scene.file(redis("b:6379:1 m1")).round();
        assertThat(scene.role("a", Role.REPLICA).holds().getFirst()).endsWith("a:6379 answers ROLE as a replica");
    }

    @Test
    void asksNothingWhileTheFileIsRightAndNothingIsNew() {
        Round round = Scene.confirmedAt("a", 2).allSay("a", 2).round();
        assertThat(round.ask()).isEmpty();
        assertThat(round.wakeIn()).isEqualTo(Duration.ofSeconds(1));
        assertThat(round.decision(Scene.FILE)).isEqualTo(new Decision.Hold(List.of()));
    }

    @Test
    void remembersANewEpochOfTheSameMasterWithoutTouchingTheFile() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("a", 4);
        scene.round();
        assertThat(scene.role("a", Role.MASTER).holds()).isEmpty();
        assertThat(scene.confirmed().epoch()).isEqualTo(4);
    }

    @Test
    void watchesTheConfirmedMasterWhileTheSentinelsCannotBeBelieved() {
        Scene scene = Scene.confirmedAt("a", 2).says(M1);
        assertThat(scene.round().ask()).containsExactly(Said.node("a"));
        assertThat(ruling(scene.role("a", Role.REPLICA)).alerts())
                .containsExactly("read-only: a:6379 was the master and now answers ROLE as a replica");
        assertThat(scene.holds()).containsExactly("m1: no Sentinel answers about it; a majority is 2");
    }

    @Test
    void holdsWhatNoSentinelMonitorsAnyMore() {
        Scene scene = Scene.confirmedAt("a", 2).deny(M1, "s1", "s2");
        assertThat(scene.holds()).containsExactly("m1: 2 Sentinels monitor no master of this name");
    }

    @Test
    void holdsATie() {
        Scene scene = Scene.confirmedAt("a", 2).says(Said.by("s1", "b", 3), Said.by("s2", "c", 3));
        scene.role("b", Role.MASTER);
        assertThat(scene.holds()).singleElement().asString().startsWith("m1: epoch-conflict: at epoch 3");
    }

    private static Ruling ruling(Scene scene) {
        return Objects.requireNonNull(scene.round().rulings().get(M1));
    }
}
