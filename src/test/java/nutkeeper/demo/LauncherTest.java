package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LauncherTest {
    @Test
    void isFoundBesideTheBuildThatHoldsTheCode() {
        assertThat(Launcher.find()).isEqualTo(Path.of("bin", "nutkeeper").toAbsolutePath());
    }
}
