package nutkeeper.keeper;

/**
 * The steps of one rollout, in their order. Up to {@link #TEST} nothing live is touched and a failure refuses the change; from
 * {@link #MARK} on the change is on its way, and a failure is rolled back or retried until file and process agree.
 */
public enum Step {
    /** The plan still fits the file as it is now. */
    CONFIRM,
    /** The new text, byte-exact outside the changed addresses. */
    RENDER,
    /** The new text is durable in a temporary file beside the target. */
    STAGE,
    /** {@code nutcracker -t} accepts the temporary file. */
    TEST,
    /** A durable record says that a switch is due, and which processes ran the old file. */
    MARK,
    /** Backup, atomic rename, fsync of the folder. */
    COMMIT,
    /** twemproxy is made to run the new file. */
    SWITCH,
    /** Every listen address of the touched pools accepts and belongs to a process that is not in the mark. */
    PROVE,
    /** The record of MARK is removed: file and process agree. */
    UNMARK
}
