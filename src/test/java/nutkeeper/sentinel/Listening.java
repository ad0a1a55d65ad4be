package nutkeeper.sentinel;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import nutkeeper.sentinel.Board.LinkState;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.Names;
import nutkeeper.topology.Vote;

/** The room under test, listening to some Sentinels about the master {@code cache}. */
final class Listening implements AutoCloseable {
    /** Ten times and more what anything here usually takes. */
    static final Duration DEADLINE = Duration.ofSeconds(12);

    static final String SECRET = "open-sesame-7531";

    final AtomicInteger rung = new AtomicInteger();
    final Board board = new Board(rung::incrementAndGet);
    final Sentinels sentinels;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private Listening(List<Endpoint> endpoints) {
        this.sentinels = new Sentinels(
                new Sentinels.Setup("", endpoints, OptionalInt.empty(), false),
                board,
                new AsSpelled(),
                InstantSource.system(),
                timer);
        sentinels.serve(Set.of("cache"), false);
        sentinels.start();
    }

    /** Names that mean what they say. */
    record AsSpelled() implements Names {
        @Override
        public Address translate(Address announced) {
            return announced;
        }

        @Override
        public Address resolve(Address address) {
            return address;
        }
    }

    static Listening to(FakeSentinel... configured) {
        return new Listening(Arrays.stream(configured)
                .map(sentinel -> new Endpoint(sentinel.address(), "", Optional::empty))
                .toList());
    }

    static Listening withPassword(String username, FakeSentinel sentinel) {
        return new Listening(List.of(new Endpoint(sentinel.address(), username, () -> Optional.of(SECRET))));
    }

    Ballot ballot() {
        return board.snapshot().ballots().getOrDefault(MasterName.of("cache"), Ballot.EMPTY);
    }

    Optional<Vote> voteOf(FakeSentinel sentinel) {
        return Optional.ofNullable(ballot().votes().get(sentinel.runId));
    }

    Vote awaitVote(FakeSentinel sentinel, String address) {
        until(() -> voteOf(sentinel)
                .filter(vote -> vote.address().toString().equals(address))
                .isPresent());
        return voteOf(sentinel).orElseThrow();
    }

    /** Returns when the vote of the Sentinel was seen again after now. */
    void awaitRenewed(FakeSentinel sentinel) {
        Instant now = Instant.now();
        until(() -> voteOf(sentinel).filter(vote -> vote.seenAt().isAfter(now)).isPresent());
    }

    Optional<LinkState> link(FakeSentinel sentinel) {
        return Optional.ofNullable(board.snapshot().links().get(sentinel.address()));
    }

    void awaitUp(FakeSentinel sentinel) {
        until(() -> link(sentinel).filter(LinkState::up).isPresent());
    }

    LinkState awaitDown(FakeSentinel sentinel) {
        until(() -> link(sentinel).filter(link -> !link.up()).isPresent());
        return link(sentinel).orElseThrow();
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Override
    public void close() {
        sentinels.stop();
        timer.shutdownNow();
    }
}
