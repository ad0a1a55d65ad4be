package nutkeeper.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import nutkeeper.proxy.SyntaxTest.TestedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** nutcracker.yml as it lies on disk, read strictly: what is not UTF-8 is not a text, and no byte is ever replaced. */
public record ConfigFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);
    private static final int LARGEST_BYTES = 8 << 20;

    /** What reading gave. */
    public sealed interface Reading {
        /** The whole text, a byte order mark included, so that encoding it gives the bytes again. */
        record Text(String text) implements Reading {
            /** The text may hold secrets, so it is not shown. */
            @Override
            public String toString() {
                return "Text[" + text.length() + " characters]";
            }
        }

        /** The file cannot be read; {@code why} says what, on what and why. */
        record Unreadable(String why) implements Reading {}
    }

    /** Reads the file now. */
    public Reading read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                return new Reading.Unreadable(
                        "cannot read " + path + ": larger than " + (LARGEST_BYTES >> 20) + " MiB");
            }
            return new Reading.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return new Reading.Unreadable("cannot read " + path + ": it is not UTF-8");
        } catch (IOException trouble) {
            return new Reading.Unreadable("cannot read " + path + ": " + StepFailed.sentence(trouble));
        }
    }

    /** Whether the file is this text now; a file that cannot be read is not. */
    boolean is(String text) {
        return read() instanceof Reading.Text(String present) && present.equals(text);
    }

    /**
     * COMMIT: what was tested becomes the file, in one rename(2), if the file is still {@code expected}. A writer that comes
     * between that look and the rename loses its change; POSIX offers nothing better.
     */
    void replaceBy(TestedConfig tested, String expected) throws IOException, StepFailed {
        Optional<String> obstacle = rename(tested, expected);
        if (obstacle.isPresent()) {
            throw new StepFailed(
                    obstacle.get() + "; where it is mounted as a single file, do this where its folder is mounted");
        }
    }

    /** The same, for those who know another way: tells why nothing can be renamed to the file, or nothing if it is done. */
    Optional<String> rename(TestedConfig tested, String expected) throws IOException, StepFailed {
        Path real = real();
        if (!is(expected)) {
            throw new StepFailed(path + " was changed by someone else meanwhile; deciding again on what it says now");
        }
        try {
            Files.move(tested.file(), real, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException trouble) {
            return Optional.of("cannot rename the new file to " + real + ": " + StepFailed.sentence(trouble));
        }
        syncFolder(real);
        return Optional.empty();
    }

    /** Behind the rename there is only the way forward: the new file is what everybody reads, even if a power cut may undo it. */
    private static void syncFolder(Path real) {
        try {
            Durable.syncFolderOf(real);
        } catch (IOException trouble) {
            LOG.warn("cannot sync folder file={} why=\"{}\"; going on", real, trouble.getMessage());
        }
    }

    /** The file behind every symlink, which is the one to replace. */
    Path real() throws IOException {
        return path.toRealPath();
    }
}
