package nutkeeper.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** File operations that are still true after a power cut: content is synced before it has its name, and the name after. */
final class Durable {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private Durable() {}

    /** Makes sure of a folder of ours that only its owner can enter, whatever the folders above it allow. */
    static void privateFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
        } else {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
            syncFolderOf(folder);
        }
    }

    /**
     * Puts the bytes into a new file that only its owner can read, or leaves no file; fails where anything of that name
     * exists, also a symlink.
     */
    static void create(Path file, byte[] bytes) throws IOException {
        Set<? extends OpenOption> exclusively =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel =
                FileChannel.open(file, exclusively, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            write(channel, bytes, file);
        }
    }

    private static void write(FileChannel channel, byte[] bytes, Path file) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException trouble) {
            Files.deleteIfExists(file);
            throw trouble;
        }
    }

    /** Makes the bytes the content of a file of ours, which others see whole or not at all. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            create(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncFolderOf(file);
    }

    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncFolderOf(file);
        }
    }

    /** A rename or a removal is durable only when its folder is (fsync(2)). */
    static void syncFolderOf(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
