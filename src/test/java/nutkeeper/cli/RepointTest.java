package nutkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepointTest {
    private static final String TEXT = """
            # Läuft seit 2019
            alpha:
              listen: 127.0.0.1:22121
              redis: true
              redis_auth: hunter2
              servers:
               - 10.0.0.1:6379:1 a
               - 10.0.0.2:6379:1   # no name
            beta:
              listen: 127.0.0.1:22122
              redis: true
              servers:
               - 10.0.0.1:6379:3 a
            cache:
              listen: 127.0.0.1:22123
              servers:
               - 10.0.0.7:11211:1
            """;

    @TempDir
    Path folder;

    @Test
    void printsTheFileWithTheServerMovedInEveryPool() throws Exception {
        CommandLineRun run = repoint(TEXT, "--move", "10.0.0.1:6379=10.0.0.9:6380");

        assertThat(run).isEqualTo(new CommandLineRun(0, TEXT.replace("10.0.0.1:6379", "10.0.0.9:6380"), ""));
    }

    @Test
    void givesAnUnnamedServerTheNameItHadByDefault() throws Exception {
        assertThat(repoint(TEXT, "--move", "10.0.0.2:6379=redis-c:7000").out())
                .isEqualTo(TEXT.replace("10.0.0.2:6379:1 ", "redis-c:7000:1 10.0.0.2:6379 "));
    }

    @Test
    void swapsTwoServersInOneRun() throws Exception {
        CommandLineRun run =
                repoint(TEXT, "--move", "10.0.0.1:6379=10.0.0.2:6379", "--move", "10.0.0.2:6379=10.0.0.1:6379");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("- 10.0.0.2:6379:1 a\n", "- 10.0.0.1:6379:1 10.0.0.2:6379 ", "- 10.0.0.2:6379:3 a\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void keepsByteOrderMarkLineEndsAndAMissingLastOne(String lineEnd) throws Exception {
        String text = "\uFEFF" + TEXT.stripTrailing().replace("\n", lineEnd);

        assertThat(repoint(text, "--move", "10.0.0.1:6379=10.0.0.9:6380").out())
                .isEqualTo(text.replace("10.0.0.1:6379", "10.0.0.9:6380"));
    }

    @Test
    void readsStandardInput() {
        CommandLineRun run = CommandLineRun.withInput(TEXT, "repoint", "-", "--move", "10.0.0.1:6379=10.0.0.9:6380");

        assertThat(run).isEqualTo(new CommandLineRun(0, TEXT.replace("10.0.0.1:6379", "10.0.0.9:6380"), ""));
    }

    @Test
    void printsTheFileAsItIsAndSaysSoWhereNoServerStandsAtTheAddress() throws Exception {
        CommandLineRun run = repoint(TEXT, "--move", "10.0.0.8:6379=10.0.0.9:6379");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(TEXT);
        assertThat(run.err()).isEqualTo(file() + ": no server stands at 10.0.0.8:6379\n");
    }

    @Test
    void leavesMemcachedServersAloneAndSaysSo() throws Exception {
        CommandLineRun run = repoint(TEXT, "--move", "10.0.0.7:11211=10.0.0.9:11211");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(TEXT);
        assertThat(run.err()).contains("line 17", "cache/10.0.0.7", "memcached");
    }

    @Test
    void showsTheDifferenceWithoutThePasswordAndExitsWithThree() throws Exception {
        CommandLineRun run = repoint(TEXT, "--diff", "--move", "10.0.0.1:6379=10.0.0.9:6380");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out())
                .startsWith("--- " + file() + "\n")
                .contains("-   - 10.0.0.1:6379:1 a\n", "+   - 10.0.0.9:6380:1 a\n", " ******\n")
                .doesNotContain("hunter2", "redis_auth");
        assertThat(file()).content().isEqualTo(TEXT);
    }

    @Test
    void showsNoDifferenceAndExitsWithZeroWhereNothingWouldChange() throws Exception {
        assertThat(repoint(TEXT, "--diff", "--move", "10.0.0.1:6379=10.0.0.1:6379"))
                .isEqualTo(new CommandLineRun(0, "", ""));
    }

    @Test
    void refusesEveryMoveIfOneLineCannotBeEditedAndNamesItsPlace() throws Exception {
        String text = TEXT.replace("- 10.0.0.1:6379:3 a", "- >\n     10.0.0.1:6379:3 a");

        CommandLineRun run = repoint(text, "--move", "10.0.0.1:6379=10.0.0.9:6380");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(file() + ": line 13, column 6: beta/a?: ")
                                .contains("block scalar"),
                        line -> assertThat(line).isEqualTo("nothing was changed"));
    }

    @Test
    void refusesAFileInWhichAServerCouldGoUnseen() throws Exception {
        CommandLineRun run = repoint(TEXT.replace("since", "").replace("2019", "\u2028"), "--move", "a:1=b:2");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(file() + ": line 1, column 14: nutcracker breaks the line at U+2028");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        CommandLineRun run = CommandLineRun.of("repoint", file().toString(), "--move", "a:1=b:2");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("cannot read " + file(), "no such file");
    }

    @Test
    void writesToAnotherFile() throws Exception {
        Path to = folder.resolve("new.yml");

        assertThat(repoint(TEXT, "--move", "10.0.0.1:6379=10.0.0.9:6380", "--output", to.toString()))
                .isEqualTo(new CommandLineRun(0, "", ""));

        assertThat(to).content().isEqualTo(TEXT.replace("10.0.0.1:6379", "10.0.0.9:6380"));
        assertThat(file()).content().isEqualTo(TEXT);
    }

    @Test
    void showsTheDifferenceOfWhatItWrites() throws Exception {
        Path to = folder.resolve("new.yml");

        CommandLineRun run =
                repoint(TEXT, "--diff", "--move", "10.0.0.1:6379=10.0.0.9:6380", "--output", to.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("+   - 10.0.0.9:6380:1 a\n");
        assertThat(to).exists();
    }

    @Test
    void refusesToWriteWhereItCannot() throws Exception {
        CommandLineRun run = repoint(TEXT, "--move", "a:1=b:2", "--output", folder.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write " + folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--move 10.0.0.1:6379",
                "--move 10.0.0.1=10.0.0.2",
                "--move 10.0.0.1:6379=10.0.0.2:70000",
                "--move a:1=b:1 --move a:1=c:1",
                "--move a:1=b:1 --in-place --output other.yml"
            })
    void isAnErrorOfUsage(String arguments) throws Exception {
        CommandLineRun run = repoint(TEXT, arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: nutkeeper repoint");
    }

    @Test
    void doesNotTakeStandardInputForAFileOfTheDisk() {
        CommandLineRun run = CommandLineRun.withInput(TEXT, "repoint", "-", "--in-place", "--move", "a:1=b:1");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--in-place needs a FILE");
    }

    @Test
    void doesNotReplaceTheFileUntestedByWayOfOutput() throws Exception {
        CommandLineRun run = repoint(TEXT, "--move", "10.0.0.1:6379=b:1", "--output", file().toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(file()).content().isEqualTo(TEXT);
    }

    private CommandLineRun repoint(String text, String... arguments) throws IOException {
        Files.writeString(file(), text);
        List<String> all = new ArrayList<>(List.of("repoint", file().toString()));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("nutcracker.yml");
    }
}
