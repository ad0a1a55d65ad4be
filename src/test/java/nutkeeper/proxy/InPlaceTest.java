package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "a text that is longer than before"})
    void leavesNothingOfTheOldTextAndTheFileItself(String after) throws Exception {
        Path file = Files.writeString(folder.resolve("nutcracker.yml"), "what it said");
        Object inode = Files.getAttribute(file, "unix:ino");

        new InPlace(file, folder.resolve("backup")).overwrite("what it said", after);

        assertThat(file).hasContent(after);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void pointsToTheBackupWhenNeitherTextCanBeWritten() throws Exception {
        Path notAFile = Files.createDirectory(folder.resolve("nutcracker.yml"));

        assertThatThrownBy(() -> new InPlace(notAFile, folder.resolve("backup")).overwrite("old", "new"))
                .isInstanceOf(TornFile.class)
                .hasMessageContaining("copy " + folder.resolve("backup") + " over it");
    }
}
