package nutkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @Test
    void namesTheDebianPackageOfAMissingProgram(@TempDir Path empty) {
        assertThatThrownBy(() -> Program.SETSID.path(empty.toString()))
                .isInstanceOf(WorldTrouble.class)
                .hasMessage("setsid is not installed; on Debian: apt-get install util-linux");
    }

    @Test
    void takesTheFirstFolderThatHasIt(@TempDir Path empty) {
        assertThat(Program.SETSID.path(empty + ":/usr/bin:/bin")).isEqualTo(Path.of("/usr/bin/setsid"));
    }
}
