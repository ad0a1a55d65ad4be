package nutkeeper.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the user that twemproxy runs as: that of a running nutcracker with this very file, as proc(5) shows it, else the user
 * {@code nutcracker} of the files passwd(5) and group(5), which Debian's package makes. Everything is below {@code root}.
 */
record ProxyUsers(Path root) {
    private static final String BY_CUSTOM = "nutcracker";
    private static final String NUMBER = "\\d{1,9}";

    static ProxyUsers ofThisHost() {
        return new ProxyUsers(Path.of("/"));
    }

    /** The user who must be able to read the file; empty where neither a process nor a user tells. */
    Optional<ProxyUser> of(Path configFile) {
        return running(configFile).or(this::byCustom);
    }

    private Optional<ProxyUser> running(Path configFile) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            for (Path process : processes) {
                Optional<ProxyUser> user = runs(process, configFile) ? user(process) : Optional.empty();
                if (user.isPresent()) {
                    return user;
                }
            }
            return Optional.empty();
        } catch (IOException noProc) {
            return Optional.empty();
        }
    }

    private static boolean runs(Path process, Path configFile) {
        try {
            List<String> words = Arrays.asList(read(process.resolve("cmdline")).split("\0", -1));
            return read(process.resolve("comm")).startsWith("nutcracker")
                    && words.stream()
                            .map(word ->
                                    word.startsWith("--conf-file=") ? word.substring("--conf-file=".length()) : word)
                            .anyMatch(word -> isSame(process, word, configFile));
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    /** A relative name stands below the folder of the process, into which only its user and root may look. */
    private static boolean isSame(Path process, String word, Path configFile) {
        try {
            Path named = word.startsWith("/")
                    ? Path.of(word)
                    : process.resolve("cwd").resolve(word);
            return Files.isRegularFile(named) && Files.isSameFile(named, configFile);
        } catch (IOException notVisible) {
            return false;
        }
    }

    private static Optional<ProxyUser> user(Path process) {
        try {
            List<String> status = read(process.resolve("status")).lines().toList();
            int uid = numbers(status, "Uid:").getLast();
            Set<Integer> groups = new HashSet<>(numbers(status, "Groups:"));
            groups.add(numbers(status, "Gid:").getLast());
            String who = "user " + uid + " of the running nutcracker, process " + process.getFileName() + ",";
            return Optional.of(new ProxyUser(who, uid, groups));
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }

    /** The last number of Uid and Gid is the one for access to files. */
    private static List<Integer> numbers(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .flatMap(line -> Stream.of(line.substring(key.length()).strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .map(Integer::parseUnsignedInt)
                .toList();
    }

    private Optional<ProxyUser> byCustom() {
        return rows("passwd")
                .filter(row -> row.getFirst().equals(BY_CUSTOM) && row.get(3).matches(NUMBER))
                .findFirst()
                .map(row -> {
                    Set<Integer> groups = new HashSet<>(Set.of(Integer.parseUnsignedInt(row.get(3))));
                    rows("group")
                            .filter(group -> group.size() > 3
                                    && List.of(group.get(3).split(",")).contains(BY_CUSTOM))
                            .forEach(group -> groups.add(Integer.parseUnsignedInt(group.get(2))));
                    return new ProxyUser("user " + BY_CUSTOM, Integer.parseUnsignedInt(row.get(2)), groups);
                });
    }

    /** In both tables the third column is a number and the fourth is there. */
    private Stream<List<String>> rows(String table) {
        try {
            return read(root.resolve("etc").resolve(table))
                    .lines()
                    .map(line -> List.of(line.split(":", -1)))
                    .filter(row -> row.size() > 3 && row.get(2).matches(NUMBER));
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
