package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static final Patch PATCH = new Patch(List.of(
            new Patch.Replacement(6, 6, "!"),
            new Patch.Replacement(0, 3, "longer"),
            new Patch.Replacement(0, 0, "<"),
            new Patch.Replacement(4, 6, "")));

    @Test
    void replacesInTheOrderOfTheTextWhateverTheOrderGiven() {
        assertThat(PATCH.apply("abc-efg")).isEqualTo("<longer-!g");
    }

    @Test
    void isUndoneByItsInverse() {
        assertThat(PATCH.inverse("abc-efg").apply("<longer-!g")).isEqualTo("abc-efg");
    }

    @Test
    void leavesATextAloneWhenThereIsNothingToReplace() {
        assertThat(new Patch(List.of()).apply("abc")).isEqualTo("abc");
    }
}
