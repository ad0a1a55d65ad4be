package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
    private static final byte[] SECRET = {'s'};

    @TempDir
    Path folder;

    @Test
    void neverWritesThroughAPlantedSymlink() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path planted = Files.createSymbolicLink(folder.resolve("planted"), victim);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

        assertThatThrownBy(() -> Durable.create(planted, SECRET)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Durable.create(dangling, SECRET)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(victim).hasContent("untouched");
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void replacesAPlantedSymlinkAndNotWhatItPointsTo() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path file = Files.createSymbolicLink(folder.resolve("mark.json"), victim);
        Files.createSymbolicLink(folder.resolve("mark.json.new"), victim);

        Durable.replace(file, SECRET);

        assertThat(file).isRegularFile().hasContent("s");
        assertThat(victim).hasContent("untouched");
    }

    @Test
    void takesNoSymlinkForAPrivateFolder() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path planted = Files.createSymbolicLink(folder.resolve("backups"), elsewhere);

        assertThatThrownBy(() -> Durable.privateFolder(planted)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
