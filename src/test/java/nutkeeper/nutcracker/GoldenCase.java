package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nutkeeper.topology.Address;

/**
 * One folder of src/test/resources/nutcracker: {@code before.yml}, the moves of {@code moves.txt} (a line each,
 * {@code pool server -> address}), and either {@code after.yml} or the reasons of {@code refused.txt}.
 */
record GoldenCase(Path folder) {
    static Stream<GoldenCase> all() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(GoldenCase.class.getResource("/nutcracker"))
                .toURI());
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList().stream();
        }
    }

    String before() throws IOException {
        return Files.readString(folder.resolve("before.yml"));
    }

    String after() throws IOException {
        return Files.readString(folder.resolve("after.yml"));
    }

    boolean isRefused() {
        return Files.exists(folder.resolve("refused.txt"));
    }

    List<String> reasons() throws IOException {
        return Files.readAllLines(folder.resolve("refused.txt"));
    }

    Map<Shard, Address> moves() throws IOException {
        return Files.readAllLines(folder.resolve("moves.txt")).stream()
                .map(line -> line.split(" -> ", 2))
                .collect(Collectors.toMap(move -> shard(move[0]), move -> Configs.address(move[1])));
    }

    private static Shard shard(String text) {
        int blank = text.lastIndexOf(' ');
        assertThat(blank).isPositive();
        return new Shard(text.substring(0, blank), text.substring(blank + 1));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
