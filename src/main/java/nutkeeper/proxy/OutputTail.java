package nutkeeper.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The last 4 KiB of what a command wrote. It goes on reading after the command has ended, on a thread of its own, because
 * what the command left behind (a daemonised nutcracker) may hold the pipe for months and must neither block nor get a
 * SIGPIPE. The thread is a platform thread: a blocking read would hold a virtual thread's carrier all that time.
 */
final class OutputTail {
    private static final int KEPT_BYTES = 4096;
    private static final int SHOWN_CHARACTERS = 400;

    private final InputStream source;
    private final Thread reader;
    private byte[] kept = new byte[0];

    OutputTail(InputStream source) {
        this.source = source;
        this.reader =
                Thread.ofPlatform().daemon().name("nutkeeper-command-output").unstarted(this::drain);
    }

    OutputTail start() {
        reader.start();
        return this;
    }

    /** Waits until the last writer is gone, but no longer than {@code patience}. */
    void awaitEnd(Duration patience) throws InterruptedException {
        reader.join(patience);
    }

    /** What was read so far, undecoded bytes replaced. */
    synchronized String text() {
        return new String(kept, StandardCharsets.UTF_8);
    }

    /** The end of it on one line, printable, as it fits into a sentence; empty if nothing was written. */
    String line() {
        String line = text().lines()
                .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" | "));
        return line.length() <= SHOWN_CHARACTERS ? line : "..." + line.substring(line.length() - SHOWN_CHARACTERS);
    }

    private void drain() {
        byte[] buffer = new byte[KEPT_BYTES];
        try (source) {
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                append(buffer, read);
            }
        } catch (IOException gone) {
            append("(output lost)".getBytes(StandardCharsets.UTF_8), "(output lost)".length());
        }
    }

    private synchronized void append(byte[] bytes, int count) {
        int fromKept = Math.min(kept.length, KEPT_BYTES - count);
        byte[] joined = new byte[fromKept + count];
        System.arraycopy(kept, kept.length - fromKept, joined, 0, fromKept);
        System.arraycopy(bytes, 0, joined, fromKept, count);
        kept = joined;
    }
}
