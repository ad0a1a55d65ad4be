package nutkeeper.architecture.offenders.nutcracker;

/** A class that a lower room imports, and that imports one of it. */
public record Upstairs(nutkeeper.architecture.offenders.topology.Downstairs below) {}
