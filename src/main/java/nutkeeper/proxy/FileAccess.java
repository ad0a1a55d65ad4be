package nutkeeper.proxy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Who may do what with a file: owner and group by number (a name may be unknown here), and the mode. */
record FileAccess(int uid, int gid, Set<PosixFilePermission> mode) {
    FileAccess {
        mode = Set.copyOf(mode);
    }

    static FileAccess of(Path file) throws IOException {
        return new FileAccess(
                (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS),
                (int) Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS),
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .permissions());
    }

    /**
     * Gives {@code fresh}, a file of ours, this access, durably: the owner where we may, the group where we may, the mode
     * always. Fails where that would take twemproxy's right to read away, which a restart would turn into an outage.
     */
    void giveTo(Path fresh) throws IOException, StepFailed {
        boolean owned = chown(fresh, "unix:uid", uid);
        boolean grouped = chown(fresh, "unix:gid", gid);
        if (!owned && !readableWithoutOwner(grouped)) {
            throw new StepFailed(
                    "cannot give the new file to user " + uid + ", group " + gid
                            + ", and with its mode twemproxy could not read it; run nutkeeper as that user or let the group read the file");
        }
        Files.setPosixFilePermissions(fresh, mode);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives {@code copy}, a file of ours, this access as far as nobody may read it then who could not read the original:
     * where owner or group cannot be given, all that is left is what the owner may do.
     */
    void giveAtMostTo(Path copy) throws IOException {
        chown(copy, "unix:gid", gid);
        chown(copy, "unix:uid", uid);
        FileAccess given = of(copy);
        boolean same = given.uid == uid && given.gid == gid;
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        mode.stream()
                .filter(right -> same || Durable.OWNER_ONLY.contains(right))
                .forEach(rights::add);
        Files.setPosixFilePermissions(copy, rights);
    }

    private boolean readableWithoutOwner(boolean grouped) {
        return mode.contains(PosixFilePermission.OTHERS_READ)
                || (grouped && mode.contains(PosixFilePermission.GROUP_READ));
    }

    private static boolean chown(Path file, String attribute, int id) {
        try {
            if ((int) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS) != id) {
                Files.setAttribute(file, attribute, id, LinkOption.NOFOLLOW_LINKS);
            }
            return true;
        } catch (IOException notPermitted) {
            return false;
        }
    }
}
