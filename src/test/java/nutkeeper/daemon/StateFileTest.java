package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.MasterState;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    private static final Address AT = new Address("10.0.0.1", 7000);

    @TempDir
    private Path folder;

    private StateFile stateFile;
    private Path file;

    @BeforeEach
    void open() {
        stateFile = new StateFile(folder);
        file = folder.resolve("state.json");
    }

    @Test
    void remembersNothingAtTheFirstStart() throws IOException {
        assertThat(stateFile.load()).isEqualTo(KeeperState.EMPTY);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void remembersWhatWasSaved() throws IOException {
        KeeperState state = new KeeperState(
                Map.of(
                        new MasterName("east", "my \"cache\" @ \u2028 home"),
                        master(12, AT, new Address("redis-b", 7001), new Address("::1", 7002)),
                        MasterName.of("queue"),
                        new MasterState(Optional.empty(), Set.of(), Set.of(AT), Optional.empty())),
                Map.of());
        stateFile.save(state);

        assertThat(stateFile.load()).isEqualTo(state);
        assertThat(stateFile.peek()).isEqualTo(state);
    }

    @Test
    void keepsTheOrderOfTheMembersSinceTheOldestIsForgottenFirst() throws IOException {
        Address[] members = Stream.iterate(1, i -> i + 1)
                .limit(40)
                .map(i -> new Address("10.0.0." + i, 7000))
                .toArray(Address[]::new);
        stateFile.save(new KeeperState(Map.of(MasterName.of("cache"), master(1, members)), Map.of()));

        assertThat(stateFile.load().master(MasterName.of("cache")).members()).containsExactly(members);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"version\": 2, \"masters\": []}",
                "{\"version\": 1}",
                "{\"version\": 1, \"masters\": {}}",
                "{\"version\": 1, \"masters\": [null]}",
                "{\"version\": 1, \"masters\": [{}]}",
                "{\"version\": 1, \"masters\": [{\"group\": \"\", \"name\": \"\", \"members\": []}]}",
                "{\"version\": 1, \"masters\": [{\"group\": \"\", \"name\": \"a\", \"members\": [null]}]}",
                "{\"version\": 1, \"masters\": [{\"group\": \"\", \"name\": \"a\", \"members\": [\"nowhere\"]}]}",
                "{\"version\": 1, \"masters\": [{\"group\": \"\", \"name\": \"a\", \"members\": [], \"address\": null}]}",
                "{\"version\": 1, \"masters\": [{\"group\": \"\", \"name\": \"a\", \"members\": [],"
                        + " \"address\": \"10.0.0.1:7000\", \"epoch\": 1, \"level\": \"HIGH\", \"at\": \"today\"}]}",
            })
    void aDamagedFileIsSetAsideAndSaid(String damaged) throws IOException {
        Files.writeString(file, damaged);
        try (Overheard log = new Overheard("state")) {
            assertThat(stateFile.load()).isEqualTo(KeeperState.EMPTY);

            assertThat(log.lines()).singleElement().asString().startsWith("SEVERE damaged file=" + file);
        }
        assertThat(file).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).toList())
                    .singleElement()
                    .asString()
                    .startsWith("state.json.damaged-");
        }
    }

    @Test
    void aFileThatIsNoTextIsDamagedAsWell() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(stateFile.load()).isEqualTo(KeeperState.EMPTY);
        assertThat(file).doesNotExist();
    }

    @Test
    void theFileOfAFutureVersionIsNamedAsSuch() throws IOException {
        Files.writeString(file, "{\"version\": 2, \"masters\": []}");
        try (Overheard log = new Overheard("state")) {
            stateFile.load();

            assertThat(log.lines()).singleElement().asString().contains("version is 2, and this nutkeeper reads 1");
        }
    }

    @Test
    void whoOnlyLooksSetsNothingAside() throws IOException {
        Files.writeString(file, "damaged");

        assertThat(stateFile.peek()).isEqualTo(KeeperState.EMPTY);
        assertThat(file).hasContent("damaged");
    }

    @Test
    void aReaderNeverSeesHalfAFile() throws IOException {
        stateFile.save(state(0));
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int empty = 0;
            while (!stop.get()) {
                empty += new StateFile(folder).peek().masters().size() == 50 ? 0 : 1;
            }
            return empty;
        });
        for (int epoch = 1; epoch <= 40; epoch++) {
            stateFile.save(state(epoch));
        }
        stop.set(true);

        assertThat(reader.join()).isZero();
        assertThat(stateFile.load()).isEqualTo(state(40));
    }

    @Test
    void whatAFormerSaveLeftHalfWrittenIsNoHindrance() throws IOException {
        Files.write(folder.resolve("state.json.new"), "{\"vers".repeat(500).getBytes(StandardCharsets.UTF_8));
        stateFile.save(state(3));

        assertThat(stateFile.load()).isEqualTo(state(3));
    }

    private static KeeperState state(long epoch) {
        Map<MasterName, MasterState> masters = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .collect(Collectors.toMap(i -> MasterName.of("m" + i), i -> master(epoch, AT)));
        return new KeeperState(masters, Map.of());
    }

    private static MasterState master(long epoch, Address... members) {
        Confirmed confirmed = new Confirmed(AT, epoch, Level.LEADER, Instant.parse("2026-01-01T00:00:00.123456Z"));
        return new MasterState(
                Optional.of(confirmed), new LinkedHashSet<>(List.of(members)), Set.of(), Optional.empty());
    }
}
