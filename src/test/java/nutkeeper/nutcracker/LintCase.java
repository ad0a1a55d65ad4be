package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file of src/test/resources/lint, {@code ID.yml}, and beside it {@code ID.txt}: what lint says to it, a line for each
 * finding. All lie on a host where {@code nowhere.invalid} does not resolve and every user may read them, but for
 * {@code unreadable-file}, which twemproxy may not.
 */
record LintCase(String name) {
    static Stream<LintCase> all() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .map(name -> new LintCase(name.replace(".yml", "")))
                    .sorted(Comparator.comparing(LintCase::name))
                    .toList()
                    .stream();
        }
    }

    static Path folder() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(LintCase.class.getResource("/lint")).toURI());
    }

    String text() throws IOException, URISyntaxException {
        return Files.readString(folder().resolve(name + ".yml"));
    }

    List<String> expected() throws IOException, URISyntaxException {
        return Files.readAllLines(folder().resolve(name + ".txt"));
    }

    List<LintFinding> findings() throws IOException, URISyntaxException {
        String shutOut = name.equals("unreadable-file") ? "user nutcracker" : "";
        return Lint.of(config(text()), new Surroundings(Set.of("nowhere.invalid"), true, shutOut));
    }

    @Override
    public String toString() {
        return name;
    }
}
