package nutkeeper.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Writes a text to a file of a person's choice, which others see whole or not at all. A file that is there keeps its access,
 * and a symlink its target; a new file gets the mode of the file that the text came from, as cp(1) would give it.
 */
public final class Export {
    private final Path to;
    private final RandomGenerator random = new SecureRandom();

    public Export(Path to) {
        this.to = to;
    }

    /** Writes the text, which came from the file {@code from}; a sentence where that failed and nothing has changed. */
    public Optional<String> run(String text, Path from) {
        try {
            return run(text, Files.getPosixFilePermissions(from));
        } catch (IOException trouble) {
            return Optional.of(failure(trouble));
        }
    }

    /** Writes a text that came from no file; a new file can be read by its owner only, as the text may hold a password. */
    public Optional<String> run(String text) {
        return run(text, Durable.OWNER_ONLY);
    }

    private Optional<String> run(String text, Set<PosixFilePermission> modeIfNew) {
        try {
            if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                write(text, to.toAbsolutePath(), fresh -> Files.setPosixFilePermissions(fresh, modeIfNew));
                return Optional.empty();
            }
            Path real = to.toRealPath();
            if (!Files.isRegularFile(real)) {
                return Optional.of("cannot write " + to + ": it is no regular file");
            }
            write(text, real, FileAccess.of(real)::giveTo);
            return Optional.empty();
        } catch (IOException trouble) {
            return Optional.of(failure(trouble));
        } catch (StepFailed failed) {
            return Optional.of(failed.why());
        }
    }

    private void write(String text, Path real, Access access) throws IOException, StepFailed {
        Path fresh =
                real.resolveSibling("." + real.getFileName() + ".nutkeeper-" + Long.toHexString(random.nextLong()));
        try {
            Durable.create(fresh, text.getBytes(StandardCharsets.UTF_8));
            access.giveTo(fresh);
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        Durable.syncFolderOf(real);
    }

    private String failure(IOException trouble) {
        return "cannot write " + to + ": " + StepFailed.sentence(trouble);
    }

    /** Who may do what with a file, as it is given to a new one. */
    @FunctionalInterface
    private interface Access {
        void giveTo(Path fresh) throws IOException, StepFailed;
    }
}
