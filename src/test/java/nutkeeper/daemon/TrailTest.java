package nutkeeper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void useTheRealName() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void endsAtAPlainFileEvenIfThatIsMissing() {
        assertThat(Trail.of(List.of(folder.resolve("a.yml")))).isEqualTo(Map.of(folder, names("a.yml")));
    }

    @Test
    void leadsOverALinkToTheFolderOfItsTarget() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("a.yml"), Path.of("real/b.yml"));

        assertThat(Trail.of(List.of(link))).isEqualTo(Map.of(folder, names("a.yml"), real, names("b.yml")));
    }

    @Test
    void leadsOverALinkedFolderAsKubernetesSwapsIt() throws IOException {
        Path version = Files.createDirectory(folder.resolve("..2026_01"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01"));
        Path file = Files.createSymbolicLink(folder.resolve("a.yml"), Path.of("..data/a.yml"));

        assertThat(Trail.of(List.of(file)))
                .isEqualTo(Map.of(folder, names("a.yml", "..data"), version, names("a.yml")));
    }

    @Test
    void endsInALoop() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        assertThat(Trail.of(List.of(one))).isEqualTo(Map.of(folder, names("one", "two")));
    }

    private static Set<Path> names(String... names) {
        return Set.copyOf(List.of(names).stream().map(Path::of).toList());
    }
}
