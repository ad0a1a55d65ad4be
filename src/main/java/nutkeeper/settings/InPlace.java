package nutkeeper.settings;

/** What is done about a file that nothing can be renamed to, such as one that is mounted alone into a container. */
public enum InPlace {
    /** Nothing: the change is refused, and the reason says what would help. */
    REFUSE,
    /** It is written over, which is not atomic. */
    ALLOW
}
