package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Observation;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Round;
import nutkeeper.keeper.Ruling;
import nutkeeper.nutcracker.Shard;
import nutkeeper.status.CheckPicture.Finding;
import nutkeeper.status.CheckPicture.Severity;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.Electorate;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Verdict;
import nutkeeper.topology.Vote;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What people and programs are shown. */
class PicturesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MasterName CACHE = MasterName.of("cache");
    private static final Address OLD = new Address("10.0.0.1", 7000);
    private static final Address NEW = new Address("10.0.0.2", 7000);
    private static final Verdict AGREED =
            new Verdict.Agreed(NEW, NEW, 7, Level.MAJORITY, "2 of 3 Sentinels say so", List.of());

    @Test
    void aMasterIsShownWithItsVerdictItsBecauseAndEveryVote() {
        assertThat(picture(AGREED).text()).isEqualTo("""
                MASTER  VERDICT  ADDRESS        EPOCH  LEVEL     ROLE
                cache   agreed   10.0.0.2:7000  7      majority  master
                  because 2 of 3 Sentinels say so
                  SENTINEL        SAYS           EPOCH  FLAGS          FAILOVER  QUORUM  AGE
                  10.0.0.5:26379  10.0.0.2:7000  7      master,o_down  none      ok      250ms

                """);
    }

    @Test
    void theJsonOfAMasterHasTheSameInIt() throws IOException {
        List<Object> masters =
                JSON.std.listFrom(JSON.std.asString(picture(AGREED).json()));

        assertThat(masters)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "cache")
                .containsEntry("verdict", "agreed")
                .containsEntry("address", "10.0.0.2:7000")
                .containsEntry("epoch", 7)
                .containsEntry("level", "majority")
                .containsEntry("role", "master")
                .containsEntry("because", "2 of 3 Sentinels say so")
                .containsKey("votes");
    }

    @Test
    void aMasterWithoutAnAgreedAddressIsShownWithoutOne() {
        MastersPicture split = picture(new Verdict.Split(Set.of(OLD, NEW), 7, "they say different addresses"));

        assertThat(split.allAgreed()).isFalse();
        assertThat(split.text()).contains("split").contains("because they say different addresses");
        assertThat(split.json().getFirst()).containsEntry("verdict", "split").doesNotContainKey("address");
        assertThat(picture(AGREED).allAgreed()).isTrue();
    }

    @Test
    void noMasterAtAllIsSaidAndIsNoAgreement() {
        MastersPicture none = new MastersPicture(observation(Map.of()), round(Map.of()));

        assertThat(none.text()).isEqualTo("no Sentinel told of any master\n");
        assertThat(none.json()).isEmpty();
        assertThat(none.allAgreed()).isFalse();
    }

    @Test
    void aPlanIsADiffUnderAComment() throws IOException {
        Repoint repoint = new Repoint(new Shard("alpha", "cache"), CACHE, OLD, NEW);
        PlanPicture plan = new PlanPicture(
                "/etc/n.yml", new Decision.RollOut(new Plan(List.of(repoint), "the file", "cache moved")), "--- a\n");

        assertThat(plan.changes()).isTrue();
        assertThat(plan.text()).isEqualTo("# /etc/n.yml: would change because cache moved\n--- a\n");
        assertThat(JSON.std.asString(PlanPicture.json(List.of(plan))))
                .isEqualTo("[{\"config_file\":\"/etc/n.yml\",\"changes\":true,\"because\":\"cache moved\",\"repoints\":"
                        + "[{\"pool\":\"alpha\",\"server\":\"cache\",\"master\":\"cache\",\"from\":\"10.0.0.1:7000\","
                        + "\"to\":\"10.0.0.2:7000\"}],\"diff\":\"--- a\\n\"}]");
    }

    @Test
    void aPlanThatOnlySwitchesSaysSo() {
        Decision switchOnly = new Decision.RollOut(new Plan(List.of(), "the file", "a switch is due"));

        assertThat(new PlanPicture("/etc/n.yml", switchOnly, "").text())
                .isEqualTo("# /etc/n.yml: twemproxy would be restarted because a switch is due\n");
    }

    @Test
    void aPlanThatIsHeldBackNamesEveryReason() {
        PlanPicture held = new PlanPicture("/etc/n.yml", new Decision.Hold(List.of("one", "two")), "");
        PlanPicture idle = new PlanPicture("/etc/n.yml", new Decision.Hold(List.of()), "");

        assertThat(held.text()).isEqualTo("# /etc/n.yml: holding because one\n#   and two\n");
        assertThat(held.json()).containsEntry("changes", false).containsEntry("holds", List.of("one", "two"));
        assertThat(idle.text()).isEqualTo("# /etc/n.yml: nothing to do\n");
    }

    @Test
    void aCheckHasAProblemOrNone() throws IOException {
        CheckPicture warned = check(new Finding(Severity.WARNING, "sentinel 10.0.0.5:26379", "not connected"));
        CheckPicture failed = check(new Finding(Severity.PROBLEM, "/etc/n.yml", "STAGE would fail: read-only"));

        assertThat(warned.hasProblem()).isFalse();
        assertThat(failed.hasProblem()).isTrue();
        assertThat(failed.text()).contains("problem  /etc/n.yml  STAGE would fail: read-only\n");
        assertThat(JSON.std.mapFrom(JSON.std.asString(failed.json())))
                .containsOnlyKeys("findings", "placements", "masters");
    }

    private static CheckPicture check(Finding finding) {
        return new CheckPicture(List.of(finding), picture(AGREED), Map.of());
    }

    private static MastersPicture picture(Verdict verdict) {
        Instant seen = NOW.minusMillis(250);
        Vote vote = new Vote(
                new SentinelId("a", new Address("10.0.0.5", 26379)),
                NEW,
                NEW,
                7,
                Set.of("o_down", "master"),
                FailoverState.NONE,
                3,
                true,
                Set.of(),
                seen,
                seen);
        return new MastersPicture(
                observation(Map.of(CACHE, Ballot.EMPTY.with(vote))),
                round(Map.of(CACHE, new Ruling(verdict, Optional.empty(), "", List.of()))));
    }

    private static Observation observation(Map<MasterName, Ballot> ballots) {
        return new Observation(
                NOW,
                ballots,
                Map.of("", new Electorate(3, OptionalInt.empty())),
                Map.of(NEW, new RoleReport(NEW, RoleReport.Role.MASTER, NOW, "")),
                Map.of(),
                Map.of(),
                true,
                List.of());
    }

    private static Round round(Map<MasterName, Ruling> rulings) {
        return new Round(KeeperState.EMPTY, Map.of(), rulings, Map.of(), Set.of(), Duration.ofSeconds(1));
    }
}
