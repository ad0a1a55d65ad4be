package nutkeeper;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.settings.Reading;
import nutkeeper.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documents to the code and to each other: what a reader copies works, and the two READMEs tell the same. */
class DocumentsTest {
    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `(\\w+)");

    /** The words of a log line, up to its first key. */
    private static final Pattern LOGGED =
            Pattern.compile("(?i)\\blog\\.(?:info|warn|error)\\(\\s*\"([a-z][a-z ]*?)(?= \\w+=| \\{|\")");

    private static final Path ENGLISH = Path.of("README.md");
    private static final Path CHINESE = Path.of("README.zh-CN.md");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                    docs.filter(path -> path.toString().endsWith(".md")),
                    Stream.of(ENGLISH, CHINESE, Path.of("CHANGELOG.md")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySampleOfYamlIsReadWithoutProblems(Path document) throws IOException {
        for (String yaml : code(document, "yaml")) {
            if (yaml.startsWith("sentinels:") || yaml.contains("\nsentinels:")) {
                assertThat(SettingsReader.read(document.toString(), yaml, Map.of(), Map.of()))
                        .isInstanceOf(Reading.Valid.class);
            } else {
                assertThat(ConfigParser.parse(yaml)).isInstanceOf(NutcrackerConfig.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsToAFile(Path document) throws IOException {
        String prose = CODE.matcher(Files.readString(document)).replaceAll("");

        assertThat(LINK.matcher(prose).results().map(link -> document.resolveSibling(link.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }

    @Test
    void theReadmeShowsSettingsAndAConfigurationOfTwemproxy() throws IOException {
        assertThat(code(ENGLISH, "yaml"))
                .anyMatch(yaml -> yaml.contains("sentinels:"))
                .anyMatch(yaml -> yaml.contains("servers:"));
    }

    @Test
    void bothReadmesHaveTheSameHeadingsCodeAndCommands() throws IOException {
        assertThat(headings(CHINESE)).isEqualTo(headings(ENGLISH));
        assertThat(blocks(CHINESE)).isEqualTo(blocks(ENGLISH)).isNotEmpty();
        assertThat(commands(CHINESE)).isEqualTo(commands(ENGLISH)).contains("run", "check");
    }

    @Test
    void everyLineOfTheLogIsExplained() throws IOException {
        String explained = Files.readString(Path.of("docs/OPERATIONS.md"));
        List<String> words;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            words = sources.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(path -> LOGGED.matcher(read(path)).results())
                    .map(line -> line.group(1))
                    .toList();
        }

        assertThat(words)
                .contains("applied", "started", "retry switch")
                .allSatisfy(word -> assertThat(explained).contains("`" + word));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String headings(Path document) throws IOException {
        String prose = CODE.matcher(Files.readString(document)).replaceAll("");
        return HEADING.matcher(prose).results().map(heading -> heading.group(1)).collect(joining("\n"));
    }

    private static List<String> commands(Path document) throws IOException {
        return COMMAND.matcher(Files.readString(document))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static List<String> blocks(Path document) throws IOException {
        return CODE.matcher(Files.readString(document))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> code(Path document, String language) throws IOException {
        return CODE.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
