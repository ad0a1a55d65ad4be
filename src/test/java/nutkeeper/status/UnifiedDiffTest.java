package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    private static final String BEFORE = """
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: open-sesame
              servers:
               - 10.0.0.1:7000:1 cache
            """;
    private static final String AFTER = BEFORE.replace("10.0.0.1", "10.0.0.2");

    @Test
    void showsTheChangeInItsContextAndThePasswordAsStars() {
        assertThat(UnifiedDiff.of("nutcracker.yml", BEFORE, AFTER, List.of("open-sesame")))
                .isEqualTo("""
                        --- nutcracker.yml
                        +++ nutcracker.yml (planned)
                        @@ -3,4 +3,4 @@
                           redis: true
                         ******
                           servers:
                        -   - 10.0.0.1:7000:1 cache
                        +   - 10.0.0.2:7000:1 cache
                        """);
    }

    @Test
    void aPasswordOnALineOfItsOwnIsNotShownEither() {
        String before = BEFORE.replace("redis_auth: open-sesame", "redis_auth:\n    open-sesame");

        assertThat(UnifiedDiff.of(
                        "nutcracker.yml", before, before.replace("10.0.0.1", "10.0.0.2"), List.of("open-sesame")))
                .contains("+   - 10.0.0.2:7000:1 cache")
                .doesNotContain("open-sesame");
    }

    @Test
    void aChangeIsSeenEvenWhereThePasswordLooksLikeAPartOfIt() {
        assertThat(UnifiedDiff.of("nutcracker.yml", BEFORE, AFTER, List.of("7000")))
                .contains("\n-******\n+******\n");
    }

    @Test
    void aPoolOnOneLineWithItsPasswordIsStarsAltogether() {
        String before = "alpha: {redis: true, redis_auth: open-sesame, servers: ['10.0.0.1:7000:1 cache']}\n";

        assertThat(UnifiedDiff.of("f", before, before.replace("10.0.0.1", "10.0.0.2"), List.of()))
                .contains("\n-******\n+******\n")
                .doesNotContain("open-sesame");
    }

    @Test
    void isEmptyWhereNothingDiffers() {
        assertThat(UnifiedDiff.of("nutcracker.yml", BEFORE, BEFORE, List.of())).isEmpty();
    }
}
