package nutkeeper.keeper;

import java.time.Instant;
import nutkeeper.topology.Address;

/** What has to be proven before it may be written: that {@code address} is the master, as of {@code epoch}; open since {@code since}. */
public record Question(Address address, long epoch, Instant since) {
    boolean isAbout(Address other, long otherEpoch) {
        return address.equals(other) && epoch == otherEpoch;
    }
}
