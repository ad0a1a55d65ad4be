package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.malformed;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {
    private static final Surroundings FINE = new Surroundings(Set.of(), false, "");
    private static final Path PAGES = Path.of("docs", "lint");

    @ParameterizedTest
    @MethodSource("nutkeeper.nutcracker.LintCase#all")
    void saysWhatTheGoldenFilesSay(LintCase golden) throws IOException, URISyntaxException {
        assertThat(golden.findings()).map(LintFinding::toString).isEqualTo(golden.expected());
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingButTheRuleInTheFileOfItsName(LintRule rule) throws IOException, URISyntaxException {
        assertThat(new LintCase(rule.id()).findings()).isNotEmpty().allMatch(finding -> finding.rule() == rule);
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleHasAPageThatNamesIt(LintRule rule) {
        assertThat(PAGES.resolve(rule.id() + ".md")).content().startsWith("# " + rule.id() + "\n");
        assertThat(rule.page()).isEqualTo(PAGES.resolve(rule.id() + ".md").toString());
    }

    @Test
    void eachPageHasARule() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(LintRule.values())
                            .map(rule -> rule.id() + ".md")
                            .toList());
        }
    }

    @Test
    void findsNothingInACleanFile() throws IOException, URISyntaxException {
        assertThat(new LintCase("clean").findings()).isEmpty();
    }

    @Test
    void doesNotQuoteThePassword() throws IOException, URISyntaxException {
        LintCase golden = new LintCase("readable-password");
        assertThat(golden.text()).contains("not-to-be-shown");
        assertThat(golden.findings())
                .isNotEmpty()
                .noneMatch(finding -> finding.toString().contains("not-to-be-shown"));
    }

    @Test
    void asksOnlyForTheHostNamesOfRedisServers() {
        String memcached = "cache:\n  listen: 127.0.0.1:22122\n  servers:\n   - memcached.example:11211:1\n";
        NutcrackerConfig config = config(
                pool("Redis-A.example:6379:1", "10.0.0.1:6379:1", "::1:6379:1", "/run/r.sock:1", "'[::2]:6379:1'")
                        + memcached);
        assertThat(Lint.hostNames(config)).containsExactly("Redis-A.example");
    }

    @Test
    void namesTheKeyThatNoReleaseKnowsWhereItsListHidesTheRest() {
        assertThat(malformed("alpha:\n  listen: 127.0.0.1:1\n  sentinels:\n  - 10.0.0.1:26379\n  - 10.0.0.2:26379\n")
                        .why())
                .contains("no release of twemproxy knows sentinels:");
    }

    @Test
    void looksAtEveryRealFile() throws IOException {
        Map<LintRule, Integer> files = new EnumMap<>(LintRule.class);
        List<Corpus.Entry> accepted = Corpus.assumed().entries().stream()
                .filter(Corpus.Entry::accepted)
                .toList();
        for (Corpus.Entry entry : accepted) {
            Lint.of(config(entry.text()), FINE).stream()
                    .map(LintFinding::rule)
                    .distinct()
                    .forEach(rule -> files.merge(rule, 1, Integer::sum));
        }
        assertThat(files)
                .as("files with each finding, of %d", accepted.size())
                .doesNotContainKeys(LintRule.UNKNOWN_KEY, LintRule.UNREADABLE_FILE, LintRule.READABLE_PASSWORD);
        assertThat(files.getOrDefault(LintRule.SMALL_BACKLOG, 0)).isGreaterThan(accepted.size() / 2);
        assertThat(files.getOrDefault(LintRule.AUTO_EJECT_HOSTS, 0)).isPositive();
        assertThat(files.getOrDefault(LintRule.UNNAMED_SERVER, 0)).isPositive();
    }
}
