package nutkeeper.sentinel;

import java.util.Optional;
import java.util.function.Supplier;
import nutkeeper.topology.Address;

/**
 * Where and as whom to connect.
 *
 * @param password read anew at each connection, so that a rotated file is taken; empty for none
 */
public record Endpoint(Address address, String username, Supplier<Optional<String>> password) {
    /** The address only. */
    @Override
    public String toString() {
        return address.toString();
    }
}
