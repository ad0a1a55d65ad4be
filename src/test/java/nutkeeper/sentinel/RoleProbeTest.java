package nutkeeper.sentinel;

import static nutkeeper.sentinel.Listening.SECRET;
import static nutkeeper.sentinel.Listening.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import nutkeeper.topology.Address;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.RoleReport.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The question for the ROLE, and every answer it can get. */
class RoleProbeTest {
    private static final String MASTER = Resp.array(Resp.bulk("master"), ":42\r\n", Resp.array());

    private final AtomicReference<String> role = new AtomicReference<>(MASTER);
    private final AtomicReference<String> hello = new AtomicReference<>(Resp.HELLO);
    private final FakeNode node = new FakeNode((talk, words) -> words.startsWith("HELLO") ? hello.get() : role.get());
    private final Board board = new Board(() -> {});
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final RoleProbe probe = new RoleProbe(
            board, InstantSource.system(), executor, address -> new Endpoint(address, "", () -> Optional.of(SECRET)));

    @AfterEach
    void close() {
        probe.stop();
        executor.shutdownNow();
        node.close();
    }

    @Test
    void aMasterSaysSo() {
        assertThat(ask(node.address()).role()).isEqualTo(Role.MASTER);
    }

    @Test
    void aReplicaSaysSo() {
        role.set(Resp.array(Resp.bulk("slave"), Resp.bulk("10.0.0.1"), ":7000\r\n", Resp.bulk("connected"), ":42\r\n"));

        assertThat(ask(node.address()).role()).isEqualTo(Role.REPLICA);
    }

    @ParameterizedTest
    @CsvSource({
        "NOAUTH Authentication required.",
        "NOPERM this user has no permissions to run the 'role' command",
        "LOADING Redis is loading the dataset in memory"
    })
    void aNodeThatRefusesIsUnproven(String refusal) {
        role.set(Resp.error(refusal));
        RoleReport report = ask(node.address());

        assertThat(report.role()).isEqualTo(Role.UNPROVEN);
        assertThat(report.detail()).isEqualTo(refusal);
    }

    @Test
    void aWrongPasswordIsUnprovenAndNotTold() {
        hello.set(Resp.error("WRONGPASS invalid username-password pair or user is disabled."));
        RoleReport report = ask(node.address());

        assertThat(report.role()).isEqualTo(Role.UNPROVEN);
        assertThat(report.detail()).startsWith("WRONGPASS").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"'+PONG\r\n'", "':1\r\n'", "'*0\r\n'", "'*1\r\n$14\r\nactive-replica\r\n'", "'$-1\r\n'"})
    void anOddReplyIsUnproven(String reply) {
        role.set(reply);

        assertThat(ask(node.address()).role()).isEqualTo(Role.UNPROVEN);
    }

    @Test
    void aHungNodeIsUnreachableAfterThreeTenthsOfASecond() {
        role.set("");
        Instant begun = Instant.now();
        RoleReport report = ask(node.address());

        assertThat(report.role()).isEqualTo(Role.UNREACHABLE);
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
    }

    @Test
    void aNodeThatIsNotThereIsUnreachable() {
        RoleReport report = ask(new Address("127.0.0.1", 1));

        assertThat(report.role()).isEqualTo(Role.UNREACHABLE);
        assertThat(report.detail()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"'$2000000000\r\n'", "'*2000000000\r\n'", "'rubbish\r\n'", "'*99999999999999999999\r\n'"})
    void aHostileReplyIsUnreachableAndDoesNoHarm(String reply) {
        role.set(reply);
        assertThat(ask(node.address()).role()).isEqualTo(Role.UNREACHABLE);
        role.set(MASTER);

        assertThat(ask(node.address()).role()).isEqualTo(Role.MASTER);
    }

    @Test
    void aConnectionThatAnsweredIsUsedAgain() {
        ask(node.address());
        ask(node.address());

        assertThat(node.accepted()).isEqualTo(1);
        assertThat(node.timesAsked("ROLE")).isEqualTo(2);
    }

    @Test
    void aKeptConnectionThatWasClosedIsTriedAnewBeforeTheNodeCountsAsGone() {
        ask(node.address());
        node.open().forEach(FakeNode.Talk::hangUp);

        assertThat(ask(node.address()).role()).isEqualTo(Role.MASTER);
        assertThat(node.accepted()).isEqualTo(2);
    }

    @Test
    void aFailedAnswerLeavesNoConnectionOpen() {
        role.set("");
        ask(node.address());

        until(() -> node.open().isEmpty());
        assertThat(node.accepted()).isEqualTo(1);
    }

    @Test
    void isAskedOnceAtATime() {
        role.set("");
        probe.ask(node.address());
        probe.ask(node.address());
        probe.ask(node.address());
        until(() -> board.snapshot().roles().containsKey(node.address()));

        assertThat(node.timesAsked("ROLE")).isEqualTo(1);
    }

    private RoleReport ask(Address address) {
        Instant begun = Instant.now();
        probe.ask(address);
        until(() -> reportSince(begun, address).isPresent());
        return reportSince(begun, address).orElseThrow();
    }

    private Optional<RoleReport> reportSince(Instant begun, Address address) {
        return Optional.ofNullable(board.snapshot().roles().get(address))
                .filter(report -> !report.askedAt().isBefore(begun));
    }
}
