package nutkeeper.proxy;

/** A file that was written over in place is neither its old text nor its new one, and could not be put back. */
final class TornFile extends StepFailed {
    TornFile(String why, Throwable cause) {
        super(why, cause);
    }
}
