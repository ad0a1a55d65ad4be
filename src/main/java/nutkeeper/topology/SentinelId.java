package nutkeeper.topology;

/**
 * One Sentinel: its run id (40 hex digits, SENTINEL MYID; for a Sentinel older than 6.2, which has no MYID, its address as
 * text) and the address at which we talk to it. Two addresses with one run id are one Sentinel and have one vote.
 */
public record SentinelId(String runId, Address address) {
    /** @throws IllegalArgumentException if the run id is empty: nobody is a Sentinel before it has introduced itself */
    public SentinelId {
        if (runId.isEmpty()) {
            throw new IllegalArgumentException("the Sentinel at " + address + " has no run id");
        }
    }

    /** The address, since people know their Sentinels by it. */
    @Override
    public String toString() {
        return address.toString();
    }
}
