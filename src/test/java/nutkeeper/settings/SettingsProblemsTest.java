package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nutkeeper.settings.Reading.Problems;
import nutkeeper.settings.Reading.Valid;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every case of src/test/resources/settings/*.txt. A case begins with "=== its name"; lines "$NAME=value" set an
 * environment variable, lines "--key=value" a flag; the YAML follows, and after four dashes the problems, one a line, or "ok".
 */
class SettingsProblemsTest {
    private static final String SECRET = "hunter2";

    record Case(
            String name, Map<String, String> environment, Map<String, String> flags, String yaml, String expected) {}

    @TestFactory
    Stream<DynamicTest> everyCaseTellsItsProblems() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/settings")).toURI());
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .flatMap(file -> cases(file)
                        .map(each -> DynamicTest.dynamicTest(file.getFileName() + ": " + each.name(), () -> {
                            assertThat(told(each)).isEqualTo(each.expected());
                            assertThat(told(each)).doesNotContain(SECRET);
                        })));
    }

    private static String told(Case each) {
        return switch (SettingsReader.read("n.yml", each.yaml(), each.environment(), each.flags())) {
            case Valid _ -> "ok";
            case Problems(List<Problem> problems) ->
                String.join("\n", problems.stream().map(Problem::toString).toList());
        };
    }

    private static Stream<Case> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^=== ")).skip(1).map(SettingsProblemsTest::parse);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Case parse(String text) {
        List<String> lines = new ArrayList<>(text.strip().lines().toList());
        String name = lines.removeFirst();
        Map<String, String> environment = assignments(lines, "$");
        Map<String, String> flags = assignments(lines, "--");
        int dashes = lines.indexOf("----");
        assertThat(dashes).as("four dashes in the case '%s'", name).isNotNegative();
        String yaml = String.join("\n", lines.subList(0, dashes)) + "\n";
        return new Case(name, environment, flags, yaml, String.join("\n", lines.subList(dashes + 1, lines.size())));
    }

    private static Map<String, String> assignments(List<String> lines, String prefix) {
        Map<String, String> assignments = new HashMap<>();
        while (lines.getFirst().startsWith(prefix) && lines.getFirst().contains("=")) {
            String[] sides = lines.removeFirst().substring(prefix.length()).split("=", 2);
            assignments.put(sides[0], sides[1]);
        }
        return assignments;
    }
}
