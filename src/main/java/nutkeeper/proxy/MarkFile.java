package nutkeeper.proxy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mark of one proxy on disk, a small JSON object that is durable before {@link #write} returns. */
record MarkFile(Path file) {
    /** What lies there. */
    sealed interface Standing {
        /** No switch is due. */
        record None() implements Standing {}

        record Stands(Mark mark) implements Standing {}

        /** A mark that cannot be read as one; a switch is due, but which processes ran the old file is lost. */
        record Damaged(String why) implements Standing {}
    }

    static MarkFile of(Target target) {
        return new MarkFile(target.stateDir().resolve("switch-due-" + target.key() + ".json"));
    }

    Standing read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return new Standing.None();
        }
        try {
            return mark(JSON.std.anyFrom(bytes))
                    .<Standing>map(Standing.Stands::new)
                    .orElseGet(() -> new Standing.Damaged(file + " lacks a field"));
        } catch (JacksonException | DateTimeException | InvalidPathException damage) {
            return new Standing.Damaged(file + " is not the JSON of a mark");
        }
    }

    void write(Mark mark) throws IOException {
        Durable.replace(file, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(map(mark)));
    }

    void remove() throws IOException {
        Durable.delete(file);
    }

    /** Keeps a damaged mark for a person to look at; it stays in its place too until a new one replaces it. */
    void copyAside() throws IOException {
        Files.copy(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts back what stood before a change that did not come about; a damaged mark had to give way to one that is due as well. */
    void restore(Standing before) throws IOException {
        switch (before) {
            case Standing.None _ -> remove();
            case Standing.Stands(Mark mark) -> write(mark);
            case Standing.Damaged _ -> {}
        }
    }

    private static Map<String, Object> map(Mark mark) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("config_file", mark.configFile().toString());
        map.put("since", mark.since().toString());
        map.put("old_text", mark.oldText());
        map.put("new_text", mark.newText());
        map.put(
                "ran_old",
                mark.ranOld().stream()
                        .map(process -> Map.of(
                                "boot_id", process.bootId(), "pid", process.pid(), "start_ticks", process.startTicks()))
                        .toList());
        return map;
    }

    private static Optional<Mark> mark(Object json) {
        if (json instanceof Map<?, ?> map
                && map.get("config_file") instanceof String configFile
                && map.get("old_text") instanceof String oldText
                && map.get("new_text") instanceof String newText
                && map.get("since") instanceof String since
                && map.get("ran_old") instanceof List<?> processes) {
            Set<ProcessIdentity> ranOld = new HashSet<>();
            processes.forEach(process -> identity(process).ifPresent(ranOld::add));
            return ranOld.size() == processes.size()
                    ? Optional.of(new Mark(Path.of(configFile), ranOld, oldText, newText, Instant.parse(since)))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<ProcessIdentity> identity(Object process) {
        return process instanceof Map<?, ?> fields
                        && fields.get("boot_id") instanceof String bootId
                        && fields.get("pid") instanceof Number pid
                        && fields.get("start_ticks") instanceof Number startTicks
                ? Optional.of(new ProcessIdentity(bootId, pid.longValue(), startTicks.longValue()))
                : Optional.empty();
    }
}
