package nutkeeper.proxy;

/**
 * One process and no other, for ever: the boot it lives in, its number, and when it started in clock ticks since that boot
 * (field 22 of /proc/PID/stat, proc(5)). A number alone is reused.
 */
record ProcessIdentity(String bootId, long pid, long startTicks) {}
