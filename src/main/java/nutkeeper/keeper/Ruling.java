package nutkeeper.keeper;

import java.util.List;
import java.util.Optional;
import nutkeeper.topology.Address;
import nutkeeper.topology.Verdict;

/**
 * What the keeper makes of one verdict.
 *
 * @param cleared the address that may be written to a file now, as the Sentinels spell it
 * @param hold why nothing may be written; empty if {@code cleared} is there
 * @param alerts what an operator should know
 */
public record Ruling(Verdict verdict, Optional<Address> cleared, String hold, List<String> alerts) {
    public Ruling {
        alerts = List.copyOf(alerts);
    }

    static Ruling hold(Verdict verdict, String why, List<String> alerts) {
        return new Ruling(verdict, Optional.empty(), why, alerts);
    }

    static Ruling clear(Verdict.Agreed verdict, List<String> alerts) {
        return new Ruling(verdict, Optional.of(verdict.announced()), "", alerts);
    }
}
