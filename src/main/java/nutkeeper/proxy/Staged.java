package nutkeeper.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new text as a durable temporary file beside the file that it shall replace, under a name that nobody can guess and with
 * the original's access. Closing removes it, unless it was renamed before.
 */
record Staged(Path file, String text) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staged.class);
    private static final String INFIX = ".nutkeeper-";
    private static final int NAME_BYTES = 12;

    /** Stages {@code text} beside {@code original}, which must be free of symlinks, and sweeps what a killed run left there. */
    static Staged beside(Path original, String text, RandomGenerator random)
            throws IOException, InterruptedException, StepFailed {
        Staged staged = in(original.resolveSibling("."), original, text, random);
        try {
            ExtendedAttributes.copy(original, staged.file);
            FileAccess.of(original).giveTo(staged.file);
            return staged;
        } catch (IOException | InterruptedException | StepFailed trouble) {
            staged.close();
            throw trouble;
        }
    }

    /** Stages {@code text} in another folder, only to be tested and copied from there: readable by our user alone. */
    static Staged in(Path folder, Path original, String text, RandomGenerator random) throws IOException {
        sweep(folder, original);
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        Path file = folder.resolve(prefix(original) + HexFormat.of().formatHex(name))
                .normalize();
        Durable.create(file, text.getBytes(StandardCharsets.UTF_8));
        return new Staged(file, text);
    }

    private static String prefix(Path original) {
        return "." + original.getFileName() + INFIX;
    }

    /** The lock on the proxy's file makes this safe: no other run can be about to use what is found. */
    private static void sweep(Path folder, Path original) throws IOException {
        String prefix = prefix(original);
        int length = prefix.length() + 2 * NAME_BYTES;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, entry -> {
            String name = entry.getFileName().toString();
            return name.length() == length && name.startsWith(prefix);
        })) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException trouble) {
            LOG.warn("left temporary file file={} why=\"{}\"; the next rollout removes it", file, trouble.getMessage());
        }
    }

    /** The text may hold secrets, so it is not shown. */
    @Override
    public String toString() {
        return "Staged[" + file + "]";
    }
}
