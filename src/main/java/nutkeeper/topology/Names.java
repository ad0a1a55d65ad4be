package nutkeeper.topology;

/**
 * Host names to IP addresses. Does not promise to be fresh, nor to succeed: an address that cannot be resolved comes back as
 * it is. Must answer at once for numeric addresses and within a bounded time for names.
 */
@FunctionalInterface
public interface Names {
    /** The address with its host resolved, or the same address. */
    Address resolve(Address announced);
}
