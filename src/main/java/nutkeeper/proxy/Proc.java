package nutkeeper.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What /proc tells about processes; one that is gone or not ours to look into is simply not in the answer. */
record Proc(Path root) {
    private static final Pattern PID = Pattern.compile("\\d{1,10}");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final int START_TICKS_AFTER_NAME = 19;

    /** The lines of a table of the kernel without its heading; none where the kernel lacks it (tcp6 without IPv6). */
    List<String> table(String name) {
        try (Stream<String> lines = Files.lines(root.resolve(name), StandardCharsets.ISO_8859_1)) {
            return lines.skip(1).toList();
        } catch (IOException | UncheckedIOException absent) {
            return List.of();
        }
    }

    /**
     * Which processes that we may look into hold these sockets; a socket that none holds is left out. Processes called
     * nutcracker are asked first and often suffice: looking into every process takes 50 ms on a busy machine, and each
     * millisecond of a rollout costs writes. Of several holders of one socket, some may thus be missing.
     */
    Map<Long, Set<ProcessIdentity>> holders(Set<Long> inodes) {
        Map<Long, Set<ProcessIdentity>> holders = new TreeMap<>();
        if (inodes.isEmpty()) {
            return holders;
        }
        Map<Boolean, List<Path>> processes = entries(root).stream()
                .filter(entry -> PID.matcher(entry.getFileName().toString()).matches())
                .collect(Collectors.partitioningBy(Proc::isNutcracker));
        addHolders(processes.getOrDefault(true, List.of()), inodes, holders);
        if (!holders.keySet().containsAll(inodes)) {
            addHolders(processes.getOrDefault(false, List.of()), inodes, holders);
        }
        return holders;
    }

    private void addHolders(List<Path> processes, Set<Long> inodes, Map<Long, Set<ProcessIdentity>> holders) {
        for (Path process : processes) {
            Set<Long> held = sockets(process);
            held.retainAll(inodes);
            if (!held.isEmpty()) {
                identity(process)
                        .ifPresent(
                                identity -> held.forEach(inode -> holders.computeIfAbsent(inode, _ -> new HashSet<>())
                                        .add(identity)));
            }
        }
    }

    private static boolean isNutcracker(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
                    .startsWith("nutcracker");
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    private static Set<Long> sockets(Path process) {
        Set<Long> inodes = new HashSet<>();
        for (Path descriptor : entries(process.resolve("fd"))) {
            socket(descriptor).ifPresent(inodes::add);
        }
        return inodes;
    }

    private static Optional<Long> socket(Path descriptor) {
        try {
            Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
            return socket.matches() ? Optional.of(Long.valueOf(socket.group(1))) : Optional.empty();
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private Optional<ProcessIdentity> identity(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may itself hold brackets and blanks.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long pid = Long.parseLong(process.getFileName().toString());
            return Optional.of(new ProcessIdentity(bootId(), pid, Long.parseLong(afterName[START_TICKS_AFTER_NAME])));
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Sockets whose holders we may not see, as identities of their own. */
    Set<ProcessIdentity> socketIdentities(Set<Long> inodes) {
        Set<ProcessIdentity> identities = new HashSet<>();
        try {
            String boot = bootId();
            inodes.forEach(inode -> identities.add(ProcessIdentity.ofSocket(boot, inode)));
        } catch (IOException noBootId) {
            inodes.forEach(inode -> identities.add(ProcessIdentity.ofSocket("", inode)));
        }
        return identities;
    }

    private String bootId() throws IOException {
        return Files.readString(root.resolve("sys/kernel/random/boot_id")).strip();
    }

    private static List<Path> entries(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            List<Path> paths = new ArrayList<>();
            entries.forEach(paths::add);
            return paths;
        } catch (IOException | DirectoryIteratorException notOurs) {
            return List.of();
        }
    }
}
