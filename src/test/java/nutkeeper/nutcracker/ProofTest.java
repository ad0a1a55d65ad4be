package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {
    private static final String BEFORE = pool("10.0.0.1:6379:1 s1", "10.0.0.2:6379:1");
    private static final String ENTRY = "10.0.0.1:6379:1 s1";
    private static final Proof PROOF =
            new Proof(config(BEFORE), Map.of(new Shard("alpha", "s1"), address("10.9.9.9:7000")));

    @Test
    void passesTheEditThatWasPlanned() {
        assertThat(flawOfWriting("10.9.9.9:7000:1 s1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.9.9.9:7001:1 s1,            would not read as planned",
        "10.9.9.9:7000:2 s1,            would not read as planned",
        "10.9.9.9:7000:1 s2,            would not read as planned",
        "10.9.9.9:7000:1,               would not read as planned",
        "10.9.9.9:7000:1 10.0.0.2:6379, would break the file at line 6",
        "10.9.9.9:7000:1 s1:,           would break the file at line",
        "10.9.9.9:7000:1  s1,           would break the file at line 5",
    })
    void findsTheFlawOfAnyOther(String written, String flaw) {
        assertThat(flawOfWriting(written))
                .hasValueSatisfying(found -> assertThat(found).contains(flaw));
    }

    @Test
    void findsACharacterChangedBesidesThePatch() {
        Patch patch = patch("10.9.9.9:7000:1 s1");
        assertThat(PROOF.flaw(patch.apply(BEFORE) + "\n", patch))
                .contains("the edit would change more than the address");
    }

    private static Optional<String> flawOfWriting(String entry) {
        return PROOF.flaw(patch(entry).apply(BEFORE), patch(entry));
    }

    private static Patch patch(String entry) {
        int start = BEFORE.indexOf(ENTRY);
        return new Patch(List.of(new Patch.Replacement(start, start + ENTRY.length(), entry)));
    }
}
