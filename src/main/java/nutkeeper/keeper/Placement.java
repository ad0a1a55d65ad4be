package nutkeeper.keeper;

import java.util.Optional;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.MasterName;

/**
 * Which master a server of a Redis pool belongs to, and which rule says so.
 *
 * @param master empty if the server is left alone
 * @param why one sentence for people
 */
public record Placement(Server server, Optional<MasterName> master, Rule rule, String why) {
    /** The rules in the order in which they are asked. */
    public enum Rule {
        /** The settings' {@code shards} map names the master. */
        MAPPED,
        /** The server's name is the master's name, and nothing contradicts it. */
        NAMED,
        /** The server's address is or was that of the master or of one of its replicas. */
        ADDRESSED,
        /** There are two ways to read it: left alone until the settings' map says which. */
        AMBIGUOUS,
        /** No rule found a master: left alone. */
        UNMANAGED,
        /** An answer is still missing: left alone for now. */
        UNDECIDED
    }

    /** The names by which the server is known. */
    public Shard shard() {
        return server.shard();
    }

    /** Whether the server is and stays without a master, as things are. */
    public boolean isLeftAlone() {
        return rule == Rule.UNMANAGED || rule == Rule.AMBIGUOUS;
    }
}
