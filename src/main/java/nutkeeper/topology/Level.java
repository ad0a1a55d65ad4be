package nutkeeper.topology;

/** How strong the word for a new master is, the weakest first. */
public enum Level {
    /** The candidate itself says master; no Sentinel says so yet. */
    PROVISIONAL,
    /** The Sentinel that leads the failover serves the new address, and cannot abort any more (sentinel.c, sentinelAbortFailover). */
    LEADER,
    /** One Sentinel that sees its own majority says so, while we cannot reach a majority. */
    VOUCHED,
    /** More than half of all Sentinels say so. */
    MAJORITY
}
