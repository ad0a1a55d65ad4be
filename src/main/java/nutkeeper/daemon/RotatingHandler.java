package nutkeeper.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Appends to one file whose name is exactly the configured one. Before it outgrows its size it becomes FILE.1, FILE.1 becomes
 * FILE.2, and so on; the oldest goes. A file that someone else has moved away, replaced or emptied (logrotate) is begun anew.
 * A full disk loses lines, never the daemon: each line is tried again on its own.
 */
final class RotatingHandler extends Handler {
    private final Path file;
    private final long maxBytes;
    private final int keep;
    private OutputStream stream;
    private Object inode;

    RotatingHandler(Path file, long maxBytes, int keep) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.keep = keep;
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        this.stream = append();
        this.inode = inode(attributes());
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
        try {
            makeRoom(line.length);
            stream.write(line);
        } catch (IOException lost) {
            reportError(null, lost, ErrorManager.WRITE_FAILURE);
        }
    }

    /** Looks at the file anew for each line: another program may have moved, replaced or emptied it. */
    private void makeRoom(int bytes) throws IOException {
        if (!Files.exists(file)) {
            reopen();
            return;
        }
        BasicFileAttributes now = attributes();
        if (!inode.equals(inode(now))) {
            reopen();
        } else if (now.size() > 0 && now.size() + bytes > maxBytes) {
            rotate();
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
        // the new one first: without a folder for it the old one must stay open
        OutputStream next = append();
        stream.close();
        stream = next;
        inode = inode(attributes());
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static Object inode(BasicFileAttributes attributes) {
        return Optional.ofNullable(attributes.fileKey()).orElse("");
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
