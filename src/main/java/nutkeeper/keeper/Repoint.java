package nutkeeper.keeper;

import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.MasterName;

/** One change: the server of {@code shard}, which the file has at {@code from}, goes to {@code to}, the address of {@code master}. */
public record Repoint(Shard shard, MasterName master, Address from, Address to) {
    /** {@code pool/server from -> to}. */
    @Override
    public String toString() {
        return shard + " " + from + " -> " + to;
    }
}
