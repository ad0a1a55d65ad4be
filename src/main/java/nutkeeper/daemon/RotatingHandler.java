package nutkeeper.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Appends to one file whose name is exactly the configured one. Before it outgrows its size it becomes FILE.1, FILE.1 becomes
 * FILE.2, and so on; the oldest goes. A file that someone else has moved away (logrotate) is begun anew. A full disk loses
 * lines, never the daemon: each line is tried again on its own.
 */
final class RotatingHandler extends Handler {
    private final Path file;
    private final long maxBytes;
    private final int keep;
    private OutputStream stream;
    private long written;

    RotatingHandler(Path file, long maxBytes, int keep) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.keep = keep;
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        this.stream = append();
        this.written = Files.size(file);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
        try {
            if (!Files.exists(file)) {
                reopen();
            } else if (written > 0 && written + line.length > maxBytes) {
                rotate();
            }
            stream.write(line);
            written += line.length;
        } catch (IOException lost) {
            reportError(null, lost, ErrorManager.WRITE_FAILURE);
        }
    }

    private void rotate() throws IOException {
        for (int i = keep; i > 0; i--) {
            Path from = i == 1 ? file : numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (keep == 0) {
            Files.delete(file);
        }
        reopen();
    }

    private void reopen() throws IOException {
        stream.close();
        stream = append();
        written = 0;
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private OutputStream append() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void flush() {
        // every line goes straight to the file
    }

    @Override
    public synchronized void close() {
        try {
            stream.close();
        } catch (IOException lost) {
            reportError(null, lost, ErrorManager.CLOSE_FAILURE);
        }
    }
}
