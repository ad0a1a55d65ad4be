package nutkeeper.topology;

import java.time.Instant;

/** The address that nutkeeper last accepted as a master's, with the epoch and the level at which it was accepted. */
public record Confirmed(Address address, long epoch, Level level, Instant at) {}
