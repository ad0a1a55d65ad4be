package nutkeeper.settings;

/** Whose word is enough to follow a new master. */
public enum CommitOn {
    /** The Sentinel that leads the failover, as soon as it serves the new address. */
    LEADER,
    /** A majority of all Sentinels: about a second later, for those who want to see them agree first. */
    MAJORITY
}
