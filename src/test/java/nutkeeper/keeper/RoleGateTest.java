package nutkeeper.keeper;

import static nutkeeper.keeper.Scene.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.Level;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.Said;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Holds rules 5 and 6, and the wait of a vouched word, to src/test/resources/keeper/role-gate.txt. */
class RoleGateTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/keeper/role-gate.txt", delimiter = '|')
    void writesNoAddressThatDoesNotPassTheGate(
            String level, String requireRole, String role, String waited, String expected) {
        for (String wait : waited.split(" ", -1)) {
            Scene scene = Scene.confirmedAt("a", 2)
                    .policy(new Policy(Level.LEADER, requireRole.equals("yes"), false, any -> true));
            say(scene, level);
            assertThat(scene.holds()).as("before anything was asked").hasSize(1);
            scene.after(Duration.parse("PT" + wait));
            say(scene, level);
            if (!role.equals("none")) {
                scene.role("b", RoleReport.Role.valueOf(role.toUpperCase(Locale.ROOT)));
            }
            assertThat(told(scene.round().decision(FILE))).as("after %s", wait).contains(expected);
        }
    }

    private static void say(Scene scene, String level) {
        switch (level) {
            case "leader" ->
                scene.says(
                        Said.by("s1", "b", 3).in(FailoverState.RECONF_SLAVES).listing("a"),
                        Said.by("s2", "a", 2).listing("b"),
                        Said.by("s3", "a", 2).listing("b"));
            case "vouched" -> scene.says(Said.by("s1", "b", 3).listing("a"));
            case "majority" -> scene.allSay("b", 3);
            case "lower" -> scene.allSay("b", 0);
            default -> throw new IllegalArgumentException(level);
        }
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Hold hold -> String.join("; ", hold.reasons());
            case Decision.RollOut rollOut -> {
                assertThat(rollOut.plan().repoints()).hasToString("[alpha/m1 a:6379 -> b:6379]");
                yield "go";
            }
        };
    }
}
