package nutkeeper.keeper;

import static nutkeeper.keeper.Scene.redis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final MasterName M2 = MasterName.of("m2");
    private static final List<Outcome.Timing> SWITCHED = List.of(new Outcome.Timing(Step.SWITCH, Duration.ofMillis(5)));
    private static final Outcome APPLIED = new Outcome.Applied(SWITCHED, "as staged");
    private static final Outcome REFUSED = new Outcome.Refused(Step.TEST, "as staged", List.of());
    private static final Outcome STUCK = new Outcome.Stuck(Step.SWITCH, "as staged", SWITCHED);
    private static final Outcome ROLLED_BACK = new Outcome.RolledBack(Step.PROVE, "as staged", SWITCHED);

    @Test
    void startsTheFirstChangeAtOnce() {
        assertThat(moved().plan().repoints()).hasSize(1);
    }

    @Test
    void gathersFor50MillisecondsWhileAnotherMasterOfTheProxyIsFailingOver() {
        Scene scene = moved().arm("m2");
        assertThat(scene.holds()).containsExactly("other masters are failing over too, 50ms left");
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(50));
        assertThat(scene.afterMillis(49).holds()).containsExactly("other masters are failing over too, 1ms left");
        assertThat(scene.afterMillis(1).plan().repoints()).hasSize(1);
    }

    @Test
    void takesAMasterThatJoinsMeanwhileIntoTheSamePlan() {
        Scene scene = moved().arm("m2");
        scene.holds();
        scene.afterMillis(20).allSay(M2, "d", 3).round();
        scene.role("d", Role.MASTER).afterMillis(30);
        assertThat(scene.plan().repoints()).hasToString("[alpha/m1 a:6379 -> b:6379, alpha/m2 c:6379 -> d:6379]");
    }

    @Test
    void gathersNothingForAMasterThatWasArmedLongAgoOrIsInThePlanOrOfNoServerHere() {
        Scene scene = moved().arm("m1").arm("m9");
        assertThat(scene.plan().repoints()).hasSize(1);
        scene = twoMasters().arm("m2").after(Duration.ofSeconds(2)).allSay("b", 3);
        scene.round();
        assertThat(scene.role("b", Role.MASTER).plan().repoints()).hasSize(1);
    }

    @Test
    void startsFourTimesInTenSecondsAndNoMore() {
        Scene scene = moved();
        for (int i = 0; i < 4; i++) {
            scene.ended(scene.plan(), APPLIED).afterMillis(100);
        }
        assertThat(scene.holds()).containsExactly("4 restarts in the last 10s, 9600ms left");
        scene.afterMillis(9599).allSay("b", 3).allSay(M2, "c", 2).role("b", Role.MASTER);
        assertThat(scene.holds()).containsExactly("4 restarts in the last 10s, 1ms left");
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(1));
        scene.afterMillis(1).ended(scene.plan(), APPLIED);
        assertThat(scene.holds()).containsExactly("4 restarts in the last 10s, 100ms left");
    }

    @Test
    void countsNoRestartWhereNoneWas() {
        Scene scene = moved();
        for (int i = 0; i < 6; i++) {
            scene.ended(scene.plan(), REFUSED)
                    .afterMillis(40_000)
                    .allSay("b", 3)
                    .allSay(M2, "c", 2);
            scene.role("b", Role.MASTER);
        }
        for (int i = 0; i < 3; i++) {
            scene.ended(scene.plan(), REFUSED)
                    .arm("m9")
                    .allSay(M2, "d" + i, 4 + i)
                    .role("d" + i, Role.MASTER)
                    .round();
            scene.role("d" + i, Role.MASTER);
        }
        assertThat(scene.plan().repoints()).hasSize(2);
    }

    @Test
    void triesAFailedPlanAgainAfterAPauseThatGrows() {
        Scene scene = moved();
        scene.ended(scene.plan(), REFUSED);
        assertThat(scene.holds()).containsExactly("the last attempt failed; trying again, 500ms left");
        assertThat(scene.round().wakeIn()).isEqualTo(Duration.ofMillis(500));
        scene.afterMillis(500).ended(scene.plan(), REFUSED);
        assertThat(scene.holds()).containsExactly("the last attempt failed; trying again, 1000ms left");
        scene.afterMillis(1000).ended(scene.plan(), ROLLED_BACK);
        scene.allSay("b", 3);
        assertThat(scene.holds()).containsExactly("the last attempt failed; trying again, 2000ms left");
    }

    @Test
    void triesAnotherPlanAtOnceThoughTheLastOneFailed() {
        Scene scene = moved();
        scene.ended(scene.plan(), REFUSED);
        scene.file(twoMastersText().replace("listen", "timeout: 400\n  listen"));
        assertThat(scene.plan().repoints()).hasSize(1);
    }

    @Test
    void forgetsItsFailuresOnceAPlanIsApplied() {
        Scene scene = moved();
        scene.ended(scene.plan(), REFUSED).afterMillis(500);
        scene.ended(scene.plan(), APPLIED);
        assertThat(scene.plan().repoints()).hasSize(1);
    }

    @Test
    void switchesAndNoMoreWhereTheFileIsRightAndTwemproxyIsNotKnownToRunIt() {
        Scene scene = Scene.confirmedAt("a", 2).allSay("a", 2).switchDue(true);
        Plan plan = scene.plan();
        assertThat(plan.isSwitchOnly()).isTrue();
        assertThat(plan.because()).isEqualTo("the file was changed and twemproxy is not known to run it");
        scene.switchDue(false).ended(plan, APPLIED);
        assertThat(scene.holds()).isEmpty();
    }

    @Test
    void finishesASwitchThoughNoSentinelAnswersAnyMore() {
        Scene scene = Scene.confirmedAt("a", 2).says(Scene.M1).switchDue(true);
        assertThat(scene.plan().isSwitchOnly()).isTrue();
    }

    @Test
    void waitsAfterAStuckSwitchAndThenOnlySwitches() {
        Scene scene = moved();
        scene.ended(scene.plan(), STUCK);
        scene.file(twoMastersText().replace("a:6379", "b:6379")).switchDue(true);
        assertThat(scene.holds()).containsExactly("the last attempt failed; trying again, 500ms left");
        scene.afterMillis(500);
        assertThat(scene.plan().isSwitchOnly()).isTrue();
    }

    @Test
    void doesNotWaitForAStuckSwitchWhenThereIsANewChange() {
        Scene scene = moved();
        scene.ended(scene.plan(), STUCK);
        scene.file(twoMastersText().replace("a:6379", "b:6379")).switchDue(true);
        scene.allSay(M2, "d", 3).round();
        assertThat(scene.role("d", Role.MASTER).plan().repoints()).hasToString("[alpha/m2 c:6379 -> d:6379]");
    }

    @Test
    void startsNothingWhileARolloutRuns() {
        assertThat(moved().busy(true).holds()).containsExactly("a rollout is running");
        assertThat(moved().busy(true).busy(false).plan().repoints()).hasSize(1);
    }

    @Test
    void onlyTellsWhatItWouldDoWhereItObserves() {
        Policy observe = new Policy(Level.LEADER, false, true, any -> true);
        assertThat(moved().policy(observe).holds())
                .containsExactly("mode is observe; would change alpha/m1 a:6379 -> b:6379");
        assertThat(Scene.confirmedAt("a", 2)
                        .allSay("a", 2)
                        .switchDue(true)
                        .policy(observe)
                        .holds())
                .containsExactly("mode is observe; would switch twemproxy to the file as it is");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 500",
        "2, 0.5, 1000",
        "3, 0.5, 2000",
        "6, 0.5, 16000",
        "7, 0.5, 30000",
        "8, 0.5, 30000",
        "1000000, 0.5, 30000",
        "1, 0, 400",
        "1, 0.999999, 599",
        "9, 0, 24000",
        "9, 0.999999, 35999"
    })
    void doublesThePauseUpToHalfAMinuteAndSpreadsItByAFifth(int attempts, double random, long millis) {
        assertThat(Pace.retry(attempts, random)).isEqualTo(Duration.ofMillis(millis));
    }

    /** Two masters, m1 at a and m2 at c; the Sentinels say that m1 has moved to b, and b agrees. */
    private static Scene moved() {
        Scene scene = twoMasters().allSay("b", 3);
        scene.round();
        return scene.role("b", Role.MASTER);
    }

    private static Scene twoMasters() {
        return Scene.confirmedAt("a", 2)
                .remember(M2, "c", 2, Level.MAJORITY)
                .file(twoMastersText())
                .allSay("a", 2)
                .allSay(M2, "c", 2);
    }

    private static String twoMastersText() {
        return redis("a:6379:1 m1", "c:6379:1 m2");
    }
}
