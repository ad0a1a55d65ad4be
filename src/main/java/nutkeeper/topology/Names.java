package nutkeeper.topology;

/**
 * From what Sentinel announces to what can be used and compared. Does not promise to be fresh, nor to succeed: an address
 * that cannot be resolved comes back as it is. Answers at once for numeric addresses and within a bounded time for names.
 */
public interface Names {
    /** The address to use instead of the announced one, where a NAT or the like makes them differ. */
    Address translate(Address announced);

    /** The address with its host name resolved; not translated. */
    Address resolve(Address address);
}
