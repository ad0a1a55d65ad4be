package nutkeeper.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user as the kernel sees it when it opens a file: a text that tells people who it is, and the numbers of user and groups.
 * Access control lists are not looked at: they are seldom there, and Java does not show them.
 */
record ProxyUser(String who, int uid, Set<Integer> groups) {
    private static final int ROOT = 0;
    private static final int READ = 4;
    private static final int ENTER = 1;

    ProxyUser {
        groups = Set.copyOf(groups);
    }

    /** Whether the modes of the file and of all folders above it let this user read it; also where that cannot be seen. */
    boolean mayRead(Path file) {
        try {
            return uid == ROOT || (mayReach(file.toAbsolutePath().normalize()) && mayReach(file.toRealPath()));
        } catch (IOException unknown) {
            return true;
        }
    }

    private boolean mayReach(Path file) throws IOException {
        for (Path folder : Stream.iterate(file.getParent(), above -> above != null, Path::getParent)
                .toList()) {
            if (!may(ENTER, folder)) {
                return false;
            }
        }
        return may(READ, file);
    }

    /** As acl_permission_check of Linux's namei.c: the first class that fits decides, even if a later one has the right. */
    private boolean may(int right, Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode");
        if ((int) Files.getAttribute(path, "unix:uid") == uid) {
            return (mode >> 6 & right) != 0;
        }
        boolean inGroup = groups.contains((int) Files.getAttribute(path, "unix:gid"));
        return ((inGroup ? mode >> 3 : mode) & right) != 0;
    }
}
