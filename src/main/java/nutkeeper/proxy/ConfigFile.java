package nutkeeper.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** nutcracker.yml as it lies on disk, read strictly: what is not UTF-8 is not a text, and no byte is ever replaced. */
public record ConfigFile(Path path) {
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

    /** The file behind every symlink, which is the one to replace. */
    Path real() throws IOException {
        return path.toRealPath();
    }
}
