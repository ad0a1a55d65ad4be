package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nutkeeper.settings.Reading;
import nutkeeper.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a newcomer meets it. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void theHelpNamesEveryVerbWithAWholeSentenceAndTheExitCodes() {
        Shell help = Shell.run("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out().lines().filter(line -> line.matches("  [a-z]+ {2,}\\S.*")))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(line -> assertThat(line).matches("  [a-z]+ +[A-Z].*\\."));
        assertThat(help.out()).contains("Exit codes:", "run ", "check ", "plan ", "apply ", "masters ", "demo ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "plan", "apply", "masters", "sample", "demo", "version"})
    void everyVerbHasAHelpOfItsOwn(String verb) {
        Shell help = Shell.run(verb, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("nutkeeper " + verb).contains("--help");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "plan", "apply", "masters"})
    void aVerbThatNeedsSettingsSaysWhichFileIsMissing(String verb) {
        Path missing = folder.resolve("none.yml");
        Shell shell = Shell.run(verb, "--config", missing.toString());

        assertThat(shell.exit()).isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .startsWith(missing + ": there is no such file")
                .contains("nutkeeper sample")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void allProblemsOfTheSettingsAreToldAtOnce() throws IOException {
        Path settings = Files.writeString(folder.resolve("nutkeeper.yml"), """
                sentinels:
                  adresses: [10.0.0.1:26379]
                proxies:
                  - config_file: nutcracker.yml
                    restart_timeout: soon
                """);
        Shell shell = Shell.run("check", "--config", settings.toString());

        assertThat(shell.exit()).isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .contains("adresses", "config_file", "restart_timeout", "restart_command", "problems in the settings")
                .doesNotContain("Exception");
    }

    @Test
    void settingsThatCannotBeReadAreNoStackTrace() throws IOException {
        Path notText = Files.write(folder.resolve("binary.yml"), new byte[] {(byte) 0xff, (byte) 0xc0, 0});

        assertThat(Shell.run("plan", "-c", folder.toString()).err()).contains("cannot be read (is a directory)");
        assertThat(Shell.run("plan", "-c", notText.toString()).err()).contains("cannot be read (it is not UTF-8)");
    }

    @Test
    void anUnknownVerbOrOptionIsAUsageErrorWithAHint() {
        assertThat(Shell.run("chekc").exit()).isEqualTo(Exit.USAGE);
        assertThat(Shell.run("chekc").err()).contains("check");
        assertThat(Shell.run("plan", "--nonsense").exit()).isEqualTo(Exit.USAGE);
        assertThat(Shell.run("apply", "--wait", "soon").err()).contains("'soon' is no time; write 500ms, 30s or 2m");
    }

    @Test
    void noVerbAtAllLeadsToTheDemo() {
        Shell shell = Shell.run();

        assertThat(shell.exit()).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("which command? The first to try: nutkeeper demo");
    }

    @Test
    void theSampleIsValidSettings() {
        Shell sample = Shell.run("sample");

        assertThat(sample.exit()).isZero();
        assertThat(SettingsReader.read("sample", sample.out(), Map.of(), Map.of()))
                .isInstanceOf(Reading.Valid.class);
    }

    @Test
    void theVersionNamesTheJavaItRunsOn() {
        assertThat(Shell.run("version").out()).startsWith("nutkeeper ").contains("Java 25");
        assertThat(Shell.run("--version").out()).isEqualTo(Shell.run("version").out());
    }
}
