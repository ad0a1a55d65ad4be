package nutkeeper.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nutkeeper.sentinel.Board.LinkState;
import nutkeeper.topology.Address;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Vote;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MasterName CACHE = MasterName.of("cache");
    private static final Address AT = new Address("10.0.0.1", 7000);
    private static final SentinelId SENTINEL = new SentinelId("a", new Address("10.0.0.5", 26379));

    private final AtomicInteger rung = new AtomicInteger();
    private final Board board = new Board(rung::incrementAndGet);

    @Test
    void ringsForAVoteThatSaysSomethingNewAndOnlyForThat() {
        board.post(CACHE, vote(1, NOW));
        board.post(CACHE, vote(1, NOW.plusSeconds(1)));
        board.post(CACHE, vote(2, NOW.plusSeconds(2)));

        assertThat(rung).hasValue(2);
    }

    @Test
    void renewsAVoteThatIsConfirmedWithoutRinging() {
        board.post(CACHE, vote(1, NOW));

        assertThat(board.confirm(CACHE, SENTINEL, AT, NOW.plusSeconds(1))).isTrue();
        assertThat(voteSeenAt()).contains(NOW.plusSeconds(1));
        assertThat(rung).hasValue(1);
    }

    @Test
    void doesNotRenewAVoteForAnotherAddress() {
        board.post(CACHE, vote(1, NOW));

        assertThat(board.confirm(CACHE, SENTINEL, new Address("10.0.0.2", 7000), NOW.plusSeconds(1)))
                .isFalse();
        assertThat(voteSeenAt()).contains(NOW);
    }

    @Test
    void ringsOnceWhenASentinelDoesNotMonitorAMaster() {
        board.postNotMonitored(CACHE, SENTINEL, NOW);
        board.postNotMonitored(CACHE, SENTINEL, NOW.plusSeconds(1));

        assertThat(rung).hasValue(1);
    }

    @Test
    void ringsForEveryRoleSinceSomebodyWaitsForIt() {
        RoleReport report = new RoleReport(AT, RoleReport.Role.MASTER, NOW, "");
        board.post(report);
        board.post(report);

        assertThat(rung).hasValue(2);
    }

    @Test
    void ringsForALinkThatChangesAndNotForOneThatStaysDown() {
        LinkState down = new LinkState("", false, false, "", "connection refused");
        board.post(SENTINEL.address(), down);
        board.post(SENTINEL.address(), down);

        assertThat(rung).hasValue(1);
    }

    private Optional<Instant> voteSeenAt() {
        return Optional.ofNullable(board.snapshot().ballots().get(CACHE))
                .flatMap(ballot -> Optional.ofNullable(ballot.votes().get("a")))
                .map(Vote::seenAt);
    }

    private static Vote vote(long epoch, Instant seenAt) {
        return new Vote(
                SENTINEL, AT, AT, epoch, Set.of("master"), FailoverState.NONE, 3, true, Set.of(), seenAt, seenAt);
    }
}
