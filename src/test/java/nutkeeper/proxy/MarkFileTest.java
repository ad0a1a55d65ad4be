package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import nutkeeper.proxy.MarkFile.Standing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkFileTest {
    private static final ProcessIdentity FIRST = new ProcessIdentity("boot", 17, 1234);
    private static final ProcessIdentity SECOND = new ProcessIdentity("boot", 18, 5678);
    private static final Mark MARK = new Mark(
            Path.of("/etc/nutcracker/nutcracker.yml"),
            Set.of(FIRST, SECOND),
            Fingerprint.of("old"),
            Fingerprint.of("new"),
            Instant.parse("2026-01-02T03:04:05.678Z"));

    @TempDir
    Path folder;

    private MarkFile file;

    @BeforeEach
    void nameFile() {
        file = new MarkFile(folder.resolve("switch-due.json"));
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        file.write(MARK);

        assertThat(file.read()).isEqualTo(new Standing.Stands(MARK));
        assertThat(Files.getPosixFilePermissions(file.file())).isEqualTo(Durable.OWNER_ONLY);
    }

    @Test
    void tellsNoMarkFromADamagedOne() throws Exception {
        assertThat(file.read()).isEqualTo(new Standing.None());
        Files.writeString(file.file(), "");
        assertThat(file.read()).isInstanceOf(Standing.Damaged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"config_file\":\"/x\",\"since\":\"yesterday\",\"old_text\":\"\",\"new_text\":\"\",\"ran_old\":[]}",
                "{\"config_file\":\"/x\",\"since\":\"2026-01-02T03:04:05Z\",\"old_text\":\"\",\"new_text\":\"\",\"ran_old\":[1]}",
                "{\"config_file\":\"/x\",\"since\":\"2026-01-02T03:04:05Z\",\"old_text\":\"\",\"new_text\":7,\"ran_old\":[]}",
                "{\"config_file\":\"/x\""
            })
    void neverGuessesWhatADamagedMarkMeant(String json) throws Exception {
        Files.writeString(file.file(), json);

        assertThat(file.read()).isInstanceOf(Standing.Damaged.class);
    }

    @Test
    void restoresWhatStoodBefore() throws Exception {
        file.write(MARK);
        Standing before = file.read();
        file.write(MARK.alwaysDue());

        file.restore(before);
        assertThat(file.read()).isEqualTo(before);

        file.restore(new Standing.None());
        assertThat(file.read()).isEqualTo(new Standing.None());
    }

    @Test
    void isDueUnlessTheFileIsStillTheOldText() {
        assertThat(MARK.isDue("old")).isFalse();
        assertThat(MARK.isDue("new")).isTrue();
        assertThat(MARK.isDue("by hand")).isTrue();
    }

    @Test
    void remembersEverybodyWhenAFurtherChangeBeginsBeforeTheSwitch() {
        Mark first =
                new Mark(MARK.configFile(), Set.of(FIRST), Fingerprint.of("a"), Fingerprint.of("b"), Instant.EPOCH);
        Mark next = new Mark(
                MARK.configFile(),
                Set.of(SECOND),
                Fingerprint.of("b"),
                Fingerprint.of("c"),
                Instant.EPOCH.plusSeconds(1));

        Mark both = first.followedBy(next);

        assertThat(both.ranOld()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(both.isDue("a")).isTrue();
        assertThat(both.isDue("b")).isTrue();
        assertThat(both.isFor("c")).isTrue();
        assertThat(both.since()).isEqualTo(Instant.EPOCH);
    }
}
