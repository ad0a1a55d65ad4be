package nutkeeper.demo;

/** A world that cannot be set up, or that did not do in time what it was asked for; the message is one sentence for the user. */
public final class WorldTrouble extends RuntimeException {
    /** Trouble without a cause beyond the sentence. */
    WorldTrouble(String what) {
        super(what);
    }

    /** Trouble that something else brought about. */
    WorldTrouble(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
