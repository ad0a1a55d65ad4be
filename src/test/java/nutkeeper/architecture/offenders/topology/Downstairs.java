package nutkeeper.architecture.offenders.topology;

/** A class that imports from the room above it. */
public final class Downstairs {
    public nutkeeper.architecture.offenders.nutcracker.Upstairs above(Downstairs self) {
        return new nutkeeper.architecture.offenders.nutcracker.Upstairs(self);
    }
}
