package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.MasterState;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Round;
import nutkeeper.keeper.Step;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log of the keeper says, and what it does not say twice. */
class JournalTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Address OLD = new Address("10.0.0.1", 7000);
    private static final Address NEW = new Address("10.0.0.2", 7000);
    private static final MasterName CACHE = MasterName.of("cache");

    private final Overheard log = new Overheard("keeper");
    private final Journal journal = new Journal();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aConfirmedMasterIsToldOnceWithWhatItWasBefore() {
        journal.tell(confirmed(OLD, 1), round(confirmed(NEW, 2), List.of()), START);
        journal.tell(confirmed(NEW, 2), round(confirmed(NEW, 2), List.of()), START.plusSeconds(1));

        assertThat(log.lines())
                .containsExactly("INFO confirmed master=cache address=10.0.0.2:7000 epoch=2 level=majority"
                        + " before=10.0.0.1:7000");
    }

    @Test
    void whatHoldsAProxyBackForAMomentIsNotWorthALine() {
        hold(0);
        hold(2_900);
        calm(3_000);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatHoldsAProxyBackForLongIsToldAtOnceThenOnceAMinuteThenItsEnd() {
        hold(0);
        hold(3_000);
        hold(4_000);
        hold(62_900);
        hold(63_000);
        calm(64_000);
        calm(65_000);

        String holding = "WARNING holding proxy=/etc/n.yml why=\"two Sentinels disagree\"";
        assertThat(log.lines()).containsExactly(holding, holding, "INFO over what=\"hold /etc/n.yml\"");
    }

    @Test
    void anAppliedRolloutIsOneLineWithTheTimeOfEveryStep() {
        List<Outcome.Timing> timings = List.of(
                new Outcome.Timing(Step.STAGE, Duration.ofNanos(1_250_000)),
                new Outcome.Timing(Step.SWITCH, Duration.ofMillis(40)));
        journal.ended("/etc/n.yml", plan(), new Outcome.Applied(timings, "it listens"), START);

        assertThat(log.lines())
                .containsExactly("INFO applied proxy=/etc/n.yml changes=\"alpha/cache 10.0.0.1:7000 -> 10.0.0.2:7000\""
                        + " proof=\"it listens\" stage_ms=1.3 switch_ms=40.0 total_ms=41.3");
    }

    @Test
    void aFailedRolloutIsAnErrorThatNamesTheStepAndWhatHappensNext() {
        journal.ended("/etc/n.yml", plan(), new Outcome.Refused(Step.TEST, "syntax error", List.of()), START);
        journal.ended("/etc/n.yml", plan(), new Outcome.RolledBack(Step.PROVE, "nothing listens", List.of()), START);
        journal.ended("/etc/n.yml", plan(), new Outcome.Stuck(Step.SWITCH, "exit code 1", List.of()), START);

        assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("SEVERE ") && line.contains("next="));
        assertThat(log.lines().get(0)).contains("refused", "step=TEST", "why=\"syntax error\"", "nothing was touched");
        assertThat(log.lines().get(1)).contains("rolled back", "step=PROVE", "the previous file stands");
        assertThat(log.lines().get(2)).contains("stuck", "step=SWITCH", "the new file stands");
    }

    private void hold(int atMillis) {
        tell(new Decision.Hold(List.of("two Sentinels disagree")), atMillis);
    }

    private void calm(int atMillis) {
        tell(new Decision.Hold(List.of()), atMillis);
    }

    private void tell(Decision decision, int atMillis) {
        Round round = new Round(
                KeeperState.EMPTY, Map.of("/etc/n.yml", decision), Map.of(), Map.of(), Set.of(), Duration.ofSeconds(1));
        journal.tell(KeeperState.EMPTY, round, START.plusMillis(atMillis));
    }

    private static Plan plan() {
        return new Plan(List.of(new Repoint(new Shard("alpha", "cache"), CACHE, OLD, NEW)), "the file", "it moved");
    }

    private static KeeperState confirmed(Address at, long epoch) {
        Confirmed confirmed = new Confirmed(at, epoch, Level.MAJORITY, START);
        return new KeeperState(
                Map.of(CACHE, new MasterState(Optional.of(confirmed), Set.of(), Set.of(), Optional.empty())), Map.of());
    }

    private static Round round(KeeperState state, List<String> holds) {
        return new Round(
                state,
                Map.of("/etc/n.yml", new Decision.Hold(holds)),
                Map.of(),
                Map.of(),
                Set.of(),
                Duration.ofSeconds(1));
    }
}
