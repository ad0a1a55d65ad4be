package nutkeeper.sentinel;

import static nutkeeper.sentinel.Listening.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several Sentinels of the same masters. */
class SentinelsTest {
    private static final String GMABN = "SENTINEL GET-MASTER-ADDR-BY-NAME cache";
    private static final String MASTER = "SENTINEL MASTER cache";

    private final FakeSentinel first = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
    private final FakeSentinel second = new FakeSentinel("b").monitors("cache", "10.0.0.1:7000", 1);
    private final FakeSentinel third = new FakeSentinel("c").monitors("cache", "10.0.0.1:7000", 1);

    @BeforeEach
    void allKnowEachOther() {
        List<FakeSentinel> all = List.of(first, second, third);
        all.forEach(one ->
                all.stream().filter(other -> other != one).forEach(other -> one.knows(other.runId, other.address())));
    }

    @AfterEach
    void close() {
        Stream.of(first, second, third).forEach(FakeSentinel::close);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "+switch-master, cache 10.0.0.1 7000 10.0.0.2 7000",
        "-role-change, slave 10.0.0.2:7000 10.0.0.2 7000 @ cache 10.0.0.1 7000 new reported role is master",
        "+some-event-of-the-future, because cache has moved",
    })
    void oneWordFromOneMakesAllBeAskedAtOnce(String channel, String payload) {
        try (Listening listening = Listening.to(first, second, third)) {
            awaitVotes(listening);
            List<FakeSentinel> all = List.of(first, second, third);
            List<Long> before =
                    all.stream().map(each -> each.node.timesAsked(MASTER)).toList();
            Instant spoken = Instant.now();
            second.publish(channel, payload);
            for (int i = 0; i < all.size(); i++) {
                FakeSentinel each = all.get(i);
                long asked = before.get(i);
                until(() -> each.node.timesAsked(MASTER) > asked);
            }

            assertThat(Duration.between(spoken, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aWordAboutAnotherMasterAsksNobody() {
        try (Listening listening = Listening.to(first)) {
            listening.awaitVote(first, "10.0.0.1:7000");
            long before = first.node.timesAsked(MASTER);
            first.publish("+switch-master", "cache2 10.0.0.1 7000 10.0.0.2 7000");
            first.publish("+switch-master", "my cache 10.0.0.1 7000 10.0.0.2 7000");
            listening.awaitRenewed(first);

            assertThat(first.node.timesAsked(MASTER)).isEqualTo(before);
        }
    }

    @Test
    void anAnnouncedFailoverIsWatchedTwentyTimesASecond() {
        try (Listening listening = Listening.to(first)) {
            listening.awaitVote(first, "10.0.0.1:7000");
            Instant armed = Instant.now();
            long before = first.node.timesAsked(GMABN);
            first.publish("+odown", "master cache 10.0.0.1 7000 #quorum 2/2");
            until(() -> first.node.timesAsked(GMABN) >= before + 17);

            assertThat(Duration.between(armed, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(listening.board.snapshot().armed()).containsOnlyKeys(MasterName.of("cache"));
        }
    }

    @Test
    void oneAddressIsEnoughToFindTheOthers() {
        try (Listening listening = Listening.to(first)) {
            awaitVotes(listening);

            assertThat(listening.ballot().votes()).containsOnlyKeys("a", "b", "c");
            assertThat(listening.sentinels.electorate().configured()).isEqualTo(1);
        }
    }

    @Test
    void aSentinelThatIsToldOfButCannotBeReachedHarmsNothing() {
        third.close();
        first.knows("nonsense", new Address("127.0.0.1", 1));
        try (Listening listening = Listening.to(first)) {
            listening.awaitVote(second, "10.0.0.1:7000");
            listening.awaitDown(third);
            listening.awaitRenewed(first);
            listening.awaitRenewed(second);

            assertThat(listening.ballot().votes()).containsOnlyKeys("a", "b");
        }
    }

    @Test
    void twoAddressesOfOneSentinelAreOneVote() {
        try (FakeSentinel again = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening =
                        Listening.to(first, again.knows("b", second.address()).knows("c", third.address()))) {
            awaitVotes(listening);
            listening.awaitUp(first);
            listening.awaitUp(again);

            assertThat(listening.ballot().votes()).containsOnlyKeys("a", "b", "c");
            assertThat(listening.sentinels.electorate().configured()).isEqualTo(1);
        }
    }

    @Test
    void aMasterThatIsServedFromNowOnIsAskedAboutAtOnce() {
        first.monitors("queue", "10.0.0.9:7000", 4);
        try (Listening listening = Listening.to(first)) {
            listening.awaitVote(first, "10.0.0.1:7000");
            Instant begun = Instant.now();
            listening.sentinels.serve(Set.of("cache", "queue"), false);
            until(() -> listening.board.snapshot().ballots().containsKey(MasterName.of("queue")));

            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void namesWithBlanksAreNeverSplit() {
        first.monitors("my cache @ home", "10.0.0.9:7000", 4);
        try (Listening listening = Listening.to(first)) {
            listening.sentinels.serve(Set.of("my cache @ home"), false);
            until(() -> listening.board.snapshot().ballots().containsKey(MasterName.of("my cache @ home")));

            assertThat(first.node.timesAsked("SENTINEL MASTER my cache @ home")).isPositive();
        }
    }

    private void awaitVotes(Listening listening) {
        Stream.of(first, second, third).forEach(each -> listening.awaitVote(each, "10.0.0.1:7000"));
    }
}
