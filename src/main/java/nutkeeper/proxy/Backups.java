package nutkeeper.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The last few texts that were replaced, for a person to go back to, in a folder that only our user can enter. Each has the
 * owner and mode of the file that it was, where that may be given, so that it can simply be copied back.
 */
record Backups(Path folder, String key) {
    private static final int KEPT = 5;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    static Backups of(Target target) {
        return new Backups(target.stateDir().resolve("backups"), target.key());
    }

    /** Keeps {@code text}, drops the oldest beyond five, and says where it is. */
    Path keep(String text, FileAccess access, Instant now) throws IOException {
        Durable.privateFolder(folder);
        Path backup = folder.resolve(prefix() + STAMP.format(now) + ".yml");
        Files.deleteIfExists(backup);
        Durable.create(backup, text.getBytes(StandardCharsets.UTF_8));
        access.giveAtMostTo(backup);
        List<Path> all = all();
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
        return backup;
    }

    /** Oldest first: the names sort by time. */
    List<Path> all() throws IOException {
        List<Path> backups = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix() + "*.yml")) {
            files.forEach(backups::add);
        }
        backups.sort(Comparator.naturalOrder());
        return backups;
    }

    private String prefix() {
        return key + "-";
    }
}
