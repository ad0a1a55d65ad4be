package nutkeeper.proxy;

/**
 * One process and no other, for ever: the boot it lives in, its number, and when it started in clock ticks since that boot
 * (field 22 of /proc/PID/stat, proc(5)). A number alone is reused. A process into which we may not look is known by the inode
 * of the socket on which it listens: /proc/net/tcp shows that to everyone, and a new process has new sockets.
 */
record ProcessIdentity(String bootId, long pid, long startTicks) {
    private static final long UNKNOWN_PID = 0;

    static ProcessIdentity ofSocket(String bootId, long inode) {
        return new ProcessIdentity(bootId, UNKNOWN_PID, inode);
    }

    boolean isHidden() {
        return pid == UNKNOWN_PID;
    }

    /** {@code pid N}, or what is known instead. */
    @Override
    public String toString() {
        return isHidden() ? "a process that cannot be seen" : "pid " + pid;
    }
}
