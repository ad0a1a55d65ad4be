package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNoLineEndsInBlanks() {
        Table table = new Table("MASTER", "AT").row("cache", "10.0.0.1:7000").row("queue-of-jobs", "");

        assertThat(table).hasToString("""
                MASTER         AT
                cache          10.0.0.1:7000
                queue-of-jobs
                """);
    }

    @Test
    void aCellCanNeitherEndALineNorColourTheTerminal() {
        assertThat(new Table("A").row("x\ny\u001b[31m").toString()).isEqualTo("A\nx?y?[31m\n");
    }

    @Test
    void isEmptyUntilItHasARow() {
        assertThat(new Table("A").isEmpty()).isTrue();
        assertThat(new Table("A").row(1).isEmpty()).isFalse();
    }

    @Test
    void aRowHasAsManyCellsAsTheHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("A", "B").row("x"));
    }
}
