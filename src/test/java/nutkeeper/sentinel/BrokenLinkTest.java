package nutkeeper.sentinel;

import static nutkeeper.sentinel.Listening.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import nutkeeper.daemon.Overheard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a link to a Sentinel can die of, and that nothing else dies of it. */
class BrokenLinkTest {
    private static final String GMABN = "SENTINEL GET-MASTER-ADDR-BY-NAME cache";

    private static Stream<Arguments> hostileReplies() {
        return Stream.of(
                Arguments.of("half a reply", "$10\r\nabc"),
                Arguments.of("garbage", "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of("a bulk string of two gigabytes", "$2000000000\r\nabc\r\n"),
                Arguments.of("an array of two billion", "*2000000000\r\n:1\r\n"),
                Arguments.of("a negative length", "$-7\r\n"),
                Arguments.of("arrays in arrays in arrays", "*1\r\n".repeat(200_000)),
                Arguments.of("more than was asked for", Resp.PONG.repeat(50)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileReplies")
    void aHostileReplyEndsItsLinkAndNoOther(String name, String reply) {
        try (FakeSentinel hostile = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                FakeSentinel other = new FakeSentinel("b").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(hostile, other)) {
            listening.awaitVote(hostile, "10.0.0.1:7000");
            hostile.says("SENTINEL", reply);
            listening.awaitDown(hostile);
            listening.awaitRenewed(other);

            assertThat(listening.link(other))
                    .hasValueSatisfying(link -> assertThat(link.up()).isTrue());
            assertThat(other.node.accepted()).isEqualTo(1);
            hostile.recover();
            listening.awaitUp(hostile);
            listening.awaitRenewed(hostile);
        }
    }

    @Test
    void aSilentSentinelIsDroppedAfterTwoAndAHalfSecondsAndDelaysNobody() {
        try (FakeSentinel silent = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                FakeSentinel other = new FakeSentinel("b").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(silent, other)) {
            listening.awaitVote(silent, "10.0.0.1:7000");
            listening.awaitVote(other, "10.0.0.1:7000");
            silent.hang();
            Instant hung = Instant.now();
            other.monitors("cache", "10.0.0.2:7000", 2);
            other.publish("+switch-master", "cache 10.0.0.1 7000 10.0.0.2 7000");
            listening.awaitVote(other, "10.0.0.2:7000");
            Duration othersTook = Duration.between(hung, Instant.now());
            Board.LinkState down = listening.awaitDown(silent);
            Duration dropped = Duration.between(hung, Instant.now());

            assertThat(othersTook).isLessThan(Duration.ofSeconds(2));
            assertThat(dropped).isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(4));
            assertThat(down.detail()).containsIgnoringCase("timed out");
        }
    }

    @Test
    void aSentinelThatComesBackIsFoundWithinASecondOrSo() throws IOException {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            sentinel.node.die();
            listening.awaitDown(sentinel);
            sentinel.monitors("cache", "10.0.0.2:7000", 2);
            sentinel.node.revive();
            Instant back = Instant.now();
            listening.awaitVote(sentinel, "10.0.0.2:7000");

            assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aSentinelThatBreaksEveryConversationIsTriedEverMoreSeldom() {
        try (FakeSentinel sentinel = new FakeSentinel("a").says("SENTINEL MASTERS", "garbage\r\n");
                Listening listening = Listening.to(sentinel)) {
            listening.awaitDown(sentinel);
            Instant first = Instant.now();
            until(() -> sentinel.node.accepted() >= 7);

            // 50, 100, 200, 400, 800 ms, each up to a fifth shorter
            assertThat(Duration.between(first, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aLinkThatStaysDownIsSaidOnceAndPostedOnce() {
        try (Overheard log = new Overheard("sentinel");
                FakeSentinel sentinel = new FakeSentinel("a");
                Listening listening = Listening.to(sentinel)) {
            listening.awaitUp(sentinel);
            sentinel.says("", Resp.error("ERR go away"));
            sentinel.node.open().forEach(FakeNode.Talk::hangUp);
            int before = sentinel.node.accepted();
            until(() -> sentinel.node.accepted() >= before + 1);
            sentinel.node.die();
            listening.awaitDown(sentinel);

            assertThat(log.count("WARNING lost sentinel=" + sentinel.address())).isEqualTo(1);
        }
    }

    @Test
    void aRefusedConnectionLeavesNoSocketBehind() {
        try (FakeSentinel sentinel = new FakeSentinel("a").requires(Listening.SECRET);
                Listening listening = Listening.to(sentinel)) {
            until(() -> sentinel.node.accepted() >= 6);
            Board.LinkState down = listening.awaitDown(sentinel);

            assertThat(down.detail()).contains("NOAUTH");
            until(() -> sentinel.node.open().size() <= 1);
        }
    }

    @Test
    void asksForAddressesEachSecondSoThatALinkIsNeverIdle() {
        try (FakeSentinel sentinel = new FakeSentinel("a").monitors("cache", "10.0.0.1:7000", 1);
                Listening listening = Listening.to(sentinel)) {
            listening.awaitVote(sentinel, "10.0.0.1:7000");
            long before = sentinel.node.timesAsked(GMABN);
            Instant begun = Instant.now();
            until(() -> sentinel.node.timesAsked(GMABN) >= before + 3);

            assertThat(Duration.between(begun, Instant.now()))
                    .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(8));
        }
    }

    @Test
    void asksForASignOfLifeWhereThereIsNoMasterToAskAbout() {
        try (FakeSentinel sentinel = new FakeSentinel("a");
                Listening listening = Listening.to(sentinel)) {
            listening.awaitUp(sentinel);
            until(() -> sentinel.node.timesAsked("PING") >= 2);

            assertThat(listening.link(sentinel).map(Board.LinkState::up)).isEqualTo(Optional.of(true));
        }
    }
}
