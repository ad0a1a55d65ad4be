package nutkeeper.settings;

/** Whether decisions are carried out. */
public enum Mode {
    /** Decide, edit and restart. */
    ENFORCE,
    /** Decide and tell, change nothing. */
    OBSERVE
}
