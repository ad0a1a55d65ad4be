package nutkeeper.topology;

import java.util.List;
import java.util.Set;

/** What follows from a ballot: who the master is, or why that cannot be said. Every verdict carries its because. */
public sealed interface Verdict {
    /** One sentence: why. */
    String because();

    /**
     * The Sentinels say this address at this level.
     *
     * @param announced the address as the Sentinels spell it (a host name where they announce host names)
     * @param epoch the config-epoch; lower than the confirmed one only if a majority says so and nobody holds a higher one
     * @param alerts what an operator should know although the verdict stands
     */
    record Agreed(Address address, Address announced, long epoch, Level level, String because, List<String> alerts)
            implements Verdict {
        public Agreed {
            alerts = List.copyOf(alerts);
        }
    }

    /** Not enough Sentinels say the same: {@code agreeing} of the {@code needed}. */
    record TooFew(int agreeing, int needed, String because) implements Verdict {}

    /** Sentinels say different addresses with the same epoch, and no address has a majority. */
    record Split(Set<Address> addresses, long epoch, String because) implements Verdict {
        public Split {
            addresses = Set.copyOf(addresses);
        }
    }

    /** A majority of Sentinels monitors no master of this name. */
    record Unmonitored(String because) implements Verdict {}
}
