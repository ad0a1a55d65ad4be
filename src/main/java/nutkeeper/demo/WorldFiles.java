package nutkeeper.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** The temporary folder of a world, readable only by its owner because passwords lie in it. */
final class WorldFiles {
    /** How long one program may take to start; generous, for a machine that is busy with other worlds. */
    static final Duration START = Duration.ofSeconds(20);

    private WorldFiles() {}

    /** A new folder for one world. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory("nutkeeper-world-").toRealPath();
        } catch (IOException cannotCreate) {
            throw new WorldTrouble("cannot create a temporary folder", cannotCreate);
        }
    }

    /** A new folder inside another. */
    static Path subfolder(Path folder, String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException cannotCreate) {
            throw new WorldTrouble("cannot create the folder " + folder.resolve(name), cannotCreate);
        }
    }

    /** Writes a file, over an older one. */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException cannotWrite) {
            throw new WorldTrouble("cannot write " + file, cannotWrite);
        }
    }

    /** The text of a file, empty where there is none. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException cannotRead) {
            throw new WorldTrouble("cannot read " + file, cannotRead);
        }
    }

    /** When the content of a file was last written. */
    static Instant modified(Path file) {
        return time(file, "lastModifiedTime");
    }

    /** When a file was last written or put in its place: a rename keeps the time of the content, but the inode tells. */
    static Instant changed(Path file) {
        return time(file, "unix:ctime");
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException cannotDelete) {
            throw new WorldTrouble("cannot delete the folder " + folder, cannotDelete);
        }
    }

    private static Instant time(Path file, String attribute) {
        try {
            return ((FileTime) Files.getAttribute(file, attribute)).toInstant();
        } catch (IOException cannotRead) {
            throw new WorldTrouble("cannot tell when " + file + " was changed", cannotRead);
        }
    }
}
