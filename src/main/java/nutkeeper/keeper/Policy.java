package nutkeeper.keeper;

import java.util.function.Predicate;
import nutkeeper.topology.Address;
import nutkeeper.topology.Level;

/**
 * What the operator allows.
 *
 * @param commitOn the weakest level at which a change is made
 * @param requireRole hold unless the new master itself answers ROLE with master
 * @param observe decide and tell, change nothing
 * @param allowed the addresses to which a shard may ever point
 */
public record Policy(Level commitOn, boolean requireRole, boolean observe, Predicate<Address> allowed) {}
