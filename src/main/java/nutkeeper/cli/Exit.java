package nutkeeper.cli;

/** The exit codes, which are part of the interface and never change their meaning. */
final class Exit {
    /** All is well, or was done. */
    static final int FINE = 0;
    /** It failed, or was refused. */
    static final int FAILED = 1;
    /** The command line or the settings are wrong. */
    static final int USAGE = 2;
    /** Something differs from what it should be. */
    static final int DIFFERS = 3;
    /** No majority of Sentinels could be heard. */
    static final int NO_MAJORITY = 4;

    private Exit() {}
}
