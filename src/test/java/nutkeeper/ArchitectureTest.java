package nutkeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nutkeeper.architecture.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the production code to the rules of the house (ADR 1), and each rule to an offender that was planted for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final int LONGEST_FILE = 250;
    private static final House HOUSE = new House("nutkeeper");
    private static final House PLANTED = new House("nutkeeper.architecture.offenders");

    private static final Map<String, Function<House, ArchRule>> RULES = Map.of(
            "arrows are the drawn ones", House::arrowsAreTheDrawnOnes,
            "every class lives in a room", House::everyClassLivesInARoom,
            "no cycles", House::noCycles,
            "no empty names", House::noEmptyNames,
            "core touches no file", House::coreTouchesNoFile,
            "core touches no socket", House::coreTouchesNoSocket,
            "core touches no thread", House::coreTouchesNoThread,
            "core reads no clock", House::coreReadsNoClock,
            "core rolls no dice", House::coreRollsNoDice,
            "core writes no log", House::coreWritesNoLog);

    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE.root());
    private final JavaClasses offenders = new ClassFileImporter().importPackages(PLANTED.root());

    static Stream<Arguments> offences() {
        return Stream.of(
                arguments("arrows are the drawn ones", "keeper.ImportsTheShell"),
                arguments("arrows are the drawn ones", "sentinel.KnowsTheProxy"),
                arguments("arrows are the drawn ones", "cli.GoesPastTheDaemon"),
                arguments("arrows are the drawn ones", "topology.Downstairs"),
                arguments("every class lives in a room", "attic.LivesNowhere"),
                arguments("no cycles", "topology.Downstairs"),
                arguments("no empty names", "keeper.PlanManager"),
                arguments("no empty names", "topology.AbstractVote"),
                arguments("no empty names", "topology.AbstractVote$VoteImpl"),
                arguments("core touches no file", "topology.ReadsAFile"),
                arguments("core touches no file", "settings.FollowsASymlink"),
                arguments("core touches no file", "nutcracker.OpensAChannel"),
                arguments("core touches no socket", "topology.OpensASocket"),
                arguments("core touches no socket", "topology.AsksANameServer"),
                arguments("core touches no thread", "keeper.StartsAThread"),
                arguments("core touches no thread", "keeper.SharesAMap"),
                arguments("core reads no clock", "keeper.ReadsTheClock"),
                arguments("core reads no clock", "status.ReadsTheClockByReference"),
                arguments("core reads no clock", "settings.OwnsAClock"),
                arguments("core rolls no dice", "keeper.RollsDice"),
                arguments("core rolls no dice", "keeper.MakesUpAnId"),
                arguments("core writes no log", "status.WritesALog"),
                arguments("core writes no log", "status.PrintsToTheTerminal"));
    }

    static Stream<String> rules() {
        return RULES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void productionCodeKeeps(String rule) {
        assertThat(production).isNotEmpty();
        rule(rule, HOUSE).check(production);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void isFoundOut(String rule, String offender) {
        List<String> found =
                rule(rule, PLANTED).evaluate(offenders).getFailureReport().getDetails();

        assertThat(found).anyMatch(line -> line.contains(PLANTED.root() + "." + offender));
    }

    @Test
    void everyRuleHasAnOffender() {
        assertThat(offences().map(offence -> offence.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(RULES.keySet());
    }

    @Test
    void noSourceFileIsTooLongForOneLook() throws IOException {
        assertThat(tooLong(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void aSourceFileThatIsTooLongIsFoundOut(@TempDir Path folder) throws IOException {
        Path longest = Files.writeString(folder.resolve("Longest.java"), "\n".repeat(LONGEST_FILE));
        Path tooLong = Files.writeString(folder.resolve("TooLong.java"), "\n".repeat(LONGEST_FILE + 1));

        assertThat(tooLong(folder)).containsExactly(tooLong).doesNotContain(longest);
    }

    private static ArchRule rule(String name, House house) {
        Function<House, ArchRule> rule = RULES.get(name);
        assertThat(rule).as(name).isNotNull();
        return rule.apply(house);
    }

    private static List<Path> tooLong(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST_FILE)
                    .toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
