package nutkeeper.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import nutkeeper.status.CheckPicture.Finding;
import nutkeeper.status.CheckPicture.Severity;
import org.junit.jupiter.api.Test;

class CheckPictureTest {
    @Test
    void aFindingWithAPageNamesIt() {
        Finding linted = new Finding(
                Severity.WARNING, "/etc/n.yml", "alpha: has no timeout", "no-timeout", "docs/lint/no-timeout.md");
        assertThat(linted.line()).isEqualTo("alpha: has no timeout; see docs/lint/no-timeout.md");
        assertThat(linted.json())
                .containsExactly(
                        entry("severity", "warning"),
                        entry("subject", "/etc/n.yml"),
                        entry("text", "alpha: has no timeout"),
                        entry("id", "no-timeout"),
                        entry("page", "docs/lint/no-timeout.md"));
    }

    @Test
    void aFindingWithoutAPageNamesNone() {
        Finding plain = new Finding(Severity.OK, "settings", "every key is valid");
        assertThat(plain.line()).isEqualTo("every key is valid");
        assertThat(plain.json()).containsOnlyKeys("severity", "subject", "text");
    }
}
