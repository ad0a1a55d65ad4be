package nutkeeper.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writing over a file that nothing can be renamed to: the bytes first, then the length, then fsync(2). It is never emptied on
 * the way, so a full disk leaves room for what was there. It is not atomic, which twemproxy does not mind as it reads its file
 * only when it starts; only a power cut in the middle is left to the backup.
 */
record InPlace(Path file, Path backup) {
    /** Makes the file say {@code after}; where that fails, makes it say {@code before} again. */
    void overwrite(String before, String after) throws StepFailed {
        try {
            write(after);
        } catch (IOException trouble) {
            restore(before, "cannot write over " + file + ": " + StepFailed.sentence(trouble), trouble);
        }
    }

    private void restore(String before, String why, IOException cause) throws StepFailed {
        try {
            write(before);
        } catch (IOException again) {
            cause.addSuppressed(again);
            throw new TornFile(why + ", nor what it said before; copy " + backup + " over it", cause);
        }
        throw new StepFailed(why + "; it says again what it said before", cause);
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(length);
            channel.force(true);
        }
    }
}
