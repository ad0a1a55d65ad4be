package nutkeeper.proxy;

/** Whether twemproxy has yet to be switched to the file as it is, because an earlier rollout did not come to its end. */
public sealed interface Pending {
    /** File and process agree as far as we ever did something to them. */
    record Nothing() implements Pending {}

    /** A switch-only plan is due. */
    record SwitchDue(String because) implements Pending {}

    /** It cannot be told now; ask again later. */
    record Unknown(String why) implements Pending {}
}
