package nutkeeper.sentinel;

import static nutkeeper.sentinel.Listening.SECRET;
import static nutkeeper.sentinel.Listening.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nutkeeper.daemon.Overheard;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One conversation: in which order it asks, in which protocol, and what makes a vote. */
class SessionTest {
    private static final String GMABN = "SENTINEL GET-MASTER-ADDR-BY-NAME cache";

    @Test
    void subscribesFirstAndReadsThenOnOneConnection() {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");

            List<String> asked =
                    sentinel.node.asked().stream().map(FakeNode.Asked::words).toList();
            assertThat(asked.subList(0, 4))
                    .containsExactly("HELLO 3", "PSUBSCRIBE *", "SENTINEL MYID", "SENTINEL MASTERS");
            assertThat(asked.subList(4, 9)).isEqualTo(FakeSentinel.interview("cache"));
            assertThat(sentinel.node.accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command 'HELLO', with args beginning with: '3'",
                "ERR unknown command `HELLO`, with args beginning with: `3`,",
            })
    void speaksResp2OnTwoConnectionsWhereHelloIsRefused(String refusal) {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel.says("HELLO", Resp.error(refusal)))) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            until(sentinel::hasSubscriber);
            sentinel.monitors("cache", "10.0.0.2:7000", 2);
            sentinel.publish("+switch-master", "cache 10.0.0.1 7000 10.0.0.2 7000");
            listening.awaitVote(sentinel, "10.0.0.2:7000");

            assertThat(sentinel.node.open()).hasSize(2).allMatch(talk -> talk.protocol == 2);
            assertThat(sentinel.node.asked())
                    .filteredOn(asked -> asked.words().startsWith("PSUBSCRIBE"))
                    .hasSize(1)
                    .allMatch(asked -> asked.connection() == 2);
        }
    }

    @Test
    void aHungSubscriptionEndsTheWholeConversation() {
        try (FakeSentinel sentinel = new FakeSentinel("a").isOld().monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            until(sentinel::hasSubscriber);
            sentinel.node.open().stream().filter(talk -> talk.subscribed).forEach(FakeNode.Talk::hangUp);
            until(() -> sentinel.node.accepted() == 4 && sentinel.hasSubscriber());
            listening.awaitUp(sentinel);

            assertThat(sentinel.node.open()).hasSize(2);
        }
    }

    @Test
    void anOldSentinelWithoutMyidVotesUnderItsAddress() {
        try (FakeSentinel sentinel = new FakeSentinel("unknown").isOld().monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            until(() ->
                    listening.ballot().votes().containsKey(sentinel.address().toString()));

            assertThat(listening.link(sentinel))
                    .hasValueSatisfying(link -> assertThat(link.runId())
                            .isEqualTo(sentinel.address().toString()));
        }
    }

    @Test
    void pollsOnWhereItMayNotSubscribe() {
        try (Overheard log = new Overheard("sentinel");
                FakeSentinel sentinel = new FakeSentinel("a")
                        .monitors("cache", "10.0.0.1:7000", 1)
                        .says("PSUBSCRIBE", Resp.error("NOPERM this user has no permissions to access a channel"));
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            sentinel.monitors("cache", "10.0.0.2:7000", 2);
            listening.awaitVote(sentinel, "10.0.0.2:7000");

            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("WARNING cannot subscribe sentinel=")
                            && line.contains("NOPERM")
                            && line.contains("polling"));
            assertThat(sentinel.node.accepted()).isEqualTo(1);
        }
    }

    @Test
    void takesTheAddressFromOneAnswerAndTheEpochFromAnother() {
        try (FakeSentinel leader = new FakeSentinel("a").promotes("cache", "10.0.0.2:7000", "10.0.0.1:7000", 8);
                Listening listening = Listening.to(leader)) {
            assertThat(listening.awaitVote(leader, "10.0.0.2:7000").epoch()).isEqualTo(8);
        }
    }

    @Test
    void anAddressThatChangesBetweenTheTwoQuestionsIsNoVoteAndIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        List<Address> turns = List.of(new Address("10.0.0.1", 7000), new Address("10.0.0.2", 7000));
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel.says(words -> words.equals(GMABN)
                        ? Optional.of(FakeSentinel.pair(turns.get(asked.getAndIncrement() % 2)))
                        : Optional.empty()))) {
            until(() -> sentinel.node.timesAsked("SENTINEL MASTER cache") >= 3);

            assertThat(listening.ballot().votes()).isEmpty();
            sentinel.recover();
            listening.awaitVote(sentinel, "10.0.0.1:7000");
        }
    }

    @Test
    void aNullAddressMeansNotMonitored() {
        try (FakeSentinel sentinel = new FakeSentinel("a");
                Listening listening = Listening.to(sentinel)) {
            until(() -> listening.ballot().notMonitored().containsKey("a"));
            sentinel.monitors("cache", "10.0.0.1:7000", 1);
            sentinel.publish("+monitor", "master cache 10.0.0.1 7000 quorum 2");
            listening.awaitVote(sentinel, "10.0.0.1:7000");

            assertThat(listening.ballot().notMonitored()).isEmpty();
        }
    }

    @Test
    void aMasterThatIsRemovedIsNotVotedForAnyMore() {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            sentinel.forgets("cache");
            until(() -> listening.ballot().notMonitored().containsKey("a"));

            assertThat(listening.ballot().votes()).isEmpty();
        }
    }

    @Test
    void aVoteIsRenewedByALaterAddressAndByNothingElse() {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            listening.awaitRenewed(sentinel);
            sentinel.says(GMABN, Resp.error("ERR not now"));
            // what was answered before has arrived when what is asked now is answered
            long before = sentinel.node.timesAsked(GMABN);
            until(() -> sentinel.node.timesAsked(GMABN) > before);
            Instant seen = listening.voteOf(sentinel).orElseThrow().seenAt();
            sentinel.publish("+sdown", "master cache 10.0.0.1 7000");
            long then = sentinel.node.timesAsked(GMABN);
            until(() -> sentinel.node.timesAsked(GMABN) > then + 2);

            assertThat(listening.voteOf(sentinel).orElseThrow().seenAt()).isEqualTo(seen);
            assertThat(listening.link(sentinel).orElseThrow().up()).isTrue();
            sentinel.recover();
            listening.awaitRenewed(sentinel);
        }
    }

    @Test
    void introducesItselfWithThePasswordAndNeverTellsIt() {
        try (Overheard log = new Overheard("sentinel");
                FakeSentinel sentinel = new FakeSentinel("a").requires(SECRET).monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.withPassword("", sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            sentinel.requires("another secret");
            sentinel.node.open().forEach(FakeNode.Talk::hangUp);
            Board.LinkState down = listening.awaitDown(sentinel);
            until(() -> listening.link(sentinel).orElseThrow().detail().contains("WRONGPASS"));

            assertThat(sentinel.node.asked().getFirst().words()).isEqualTo("HELLO 3 AUTH default " + SECRET);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
            assertThat(down.toString() + listening.board.snapshot()).doesNotContain(SECRET);
        }
    }

    @Test
    void introducesItselfAsTheUserOfTheSettings() {
        try (FakeSentinel sentinel = new FakeSentinel("a").requires(SECRET).monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.withPassword("twem-agent", sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");

            assertThat(sentinel.node.asked().getFirst().words()).isEqualTo("HELLO 3 AUTH twem-agent " + SECRET);
        }
    }

    @Test
    void authenticatesBothConnectionsToASentinelThatKnowsNoHello() {
        try (FakeSentinel sentinel =
                        new FakeSentinel("a").requires(SECRET).isOld().monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.withPassword("", sentinel)) {
            until(sentinel::hasSubscriber);
            until(() -> !listening.ballot().votes().isEmpty());

            assertThat(sentinel.node.timesAsked("AUTH " + SECRET)).isEqualTo(2);
        }
    }
}
