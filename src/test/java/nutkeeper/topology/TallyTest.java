package nutkeeper.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the tally to the decision tables of src/test/resources/tally; {@link TallyCase} tells how they are written. Each case
 * is counted once as it stands, and then with the Sentinels in every other order, which must not move the verdict.
 */
class TallyTest {
    @TestFactory
    Stream<DynamicTest> everyCaseGivesItsVerdict() throws IOException, URISyntaxException {
        return cases(each -> assertThat(TallyCase.told(each.verdict())).isEqualTo(each.expected()));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfTheSentinelsNeverMovesAVerdict() throws IOException, URISyntaxException {
        return cases(each -> assertThat(orders(each.sentinels()))
                .allSatisfy(order -> assertThat(TallyCase.summary(each.verdict(order)))
                        .isEqualTo(TallyCase.summary(each.verdict()))));
    }

    private Stream<DynamicTest> cases(Consumer<TallyCase> check) throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(getClass().getResource("/tally")).toURI());
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .flatMap(file -> cases(file)
                        .map(each -> DynamicTest.dynamicTest(
                                file.getFileName() + ": " + each.name(), () -> check.accept(each))));
    }

    private static Stream<TallyCase> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^=== ")).skip(1).map(TallyCase::parse);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            List<String> others = new ArrayList<>(names);
            others.remove(first);
            orders(others).forEach(rest -> {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            });
        }
        return orders;
    }
}
