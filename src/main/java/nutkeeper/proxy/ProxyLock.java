package nutkeeper.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a second daemon away from one proxy's file: a lock of the kernel (fcntl(2)), gone with its process, on a hidden file
 * beside the proxy's, or in the state folder where that folder cannot be written. The file itself stays, since removing it
 * would let two daemons lock two files of one name. Two daemons of which only one may write in the folder do not meet.
 */
public final class ProxyLock implements AutoCloseable {
    private final Closeable held;

    private ProxyLock(Closeable held) {
        this.held = held;
    }

    /** How the wish for the lock ended. */
    public sealed interface Acquisition {
        /** It is ours until closed. */
        record Held(ProxyLock lock) implements Acquisition {}

        /** It is not ours; {@code why} is a sentence and names the holder's pid where it is known. */
        record Denied(String why) implements Acquisition {}
    }

    /** Tries once; the file is taken by its real name, so that two symlinks to one file are one proxy. */
    public static Acquisition acquire(Target target) {
        try {
            Path real = new ConfigFile(target.configFile()).real();
            try {
                return lock(beside(real), target.configFile());
            } catch (IOException folderNotWritable) {
                return lock(
                        target.stateDir().resolve("proxy-" + Fingerprint.of(real.toString()) + ".lock"),
                        target.configFile());
            }
        } catch (IOException trouble) {
            return denied(target.configFile(), trouble);
        }
    }

    /** Tries once; keeps two daemons from remembering in one state folder, where each would write over the other's memory. */
    public static Acquisition acquireState(Path stateDir) {
        try {
            return lock(stateDir.resolve("daemon.lock"), stateDir);
        } catch (IOException trouble) {
            return denied(stateDir, trouble);
        }
    }

    /**
     * Tries once, for a single change by hand: where no daemon ever put a lock beside the file there is none to keep away, so
     * none is put there either, and nothing stays behind.
     */
    static Acquisition acquireInPassing(ConfigFile config) {
        try {
            Path file = beside(config.real());
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? lock(file, config.path())
                    : new Acquisition.Held(new ProxyLock(() -> {}));
        } catch (IOException trouble) {
            return denied(config.path(), trouble);
        }
    }

    private static Path beside(Path real) {
        return real.resolveSibling("." + real.getFileName() + ".nutkeeper.lock");
    }

    private static Acquisition denied(Path configFile, IOException trouble) {
        return new Acquisition.Denied("cannot lock " + configFile + ": " + StepFailed.sentence(trouble));
    }

    private static Acquisition lock(Path file, Path configFile) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(Durable.OWNER_ONLY));
        try {
            if (tryLock(channel).isPresent()) {
                writePid(channel);
                return new Acquisition.Held(new ProxyLock(channel));
            }
            String holder = readPid(channel);
            channel.close();
            return new Acquisition.Denied("another nutkeeper (pid " + holder + ") keeps " + configFile
                    + "; stop it, or give each daemon proxies and a state_dir of its own");
        } catch (IOException trouble) {
            channel.close();
            throw trouble;
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static String readPid(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        channel.read(buffer, 0);
        String pid = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    /** Gives the proxy's file free. */
    @Override
    public void close() throws IOException {
        held.close();
    }
}
