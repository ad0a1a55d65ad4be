package nutkeeper.nutcracker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nutkeeper.topology.Address;

/** What lint finds in the servers of one Redis pool. */
final class ServerLint {
    private static final BigInteger LARGEST_WEIGHT = BigInteger.valueOf(Integer.MAX_VALUE);

    /** struct continuum of nc_server.h, of which modula_update makes one for each unit of weight. */
    private static final int BYTES_PER_WEIGHT = 8;

    private static final long MUCH_MEMORY_BYTES = 1L << 30;

    private final Pool pool;
    private final List<LintFinding> findings = new ArrayList<>();

    ServerLint(Pool pool) {
        this.pool = pool;
    }

    List<LintFinding> of(Surroundings surroundings) {
        unnamed();
        sharedAddresses();
        hosts(surroundings);
        weights();
        modula();
        return findings;
    }

    private void unnamed() {
        List<Server> unnamed =
                pool.servers().stream().filter(server -> !server.named()).toList();
        if (!unnamed.isEmpty()) {
            String what = unnamed.size() + " of " + pool.servers().size() + " servers have no name, the first is "
                    + unnamed.getFirst().at();
            findings.add(new LintFinding(
                    LintRule.UNNAMED_SERVER, pool.name(), unnamed.getFirst().line(), what));
        }
    }

    private void sharedAddresses() {
        Map<String, Server> first = new HashMap<>();
        for (Server server : pool.servers()) {
            String place = server.address().map(Address::toString).orElseGet(server::at);
            Server other = first.putIfAbsent(place, server);
            if (other != null) {
                found(
                        LintRule.SHARED_ADDRESS,
                        server,
                        "stands at " + place + " like " + other.shard().server() + " of line " + other.line());
            }
        }
    }

    private void hosts(Surroundings surroundings) {
        for (Server server : pool.servers()) {
            if (server.host().startsWith("[")) {
                found(LintRule.UNRESOLVED_HOST, server, "brackets make the IPv6 address " + server.host() + " no host");
            } else if (surroundings.unresolved().contains(server.host())) {
                found(LintRule.UNRESOLVED_HOST, server, "the host " + server.host() + " does not resolve here");
            }
        }
    }

    private void weights() {
        for (Server server : pool.servers()) {
            if (new BigInteger(server.weight()).compareTo(LARGEST_WEIGHT) > 0) {
                found(
                        LintRule.WEIGHT_WRAPS,
                        server,
                        "the weight " + server.weight() + " is taken for " + weight(server));
            }
        }
    }

    private void modula() {
        long bytes = pool.servers().stream().mapToLong(ServerLint::weight).sum() * BYTES_PER_WEIGHT;
        if ("modula".equals(pool.settings().get("distribution")) && bytes >= MUCH_MEMORY_BYTES) {
            findings.add(new LintFinding(
                    LintRule.MODULA_MEMORY,
                    pool.name(),
                    pool.line("distribution"),
                    "the weights add up to " + bytes / BYTES_PER_WEIGHT));
        }
    }

    /** The weight in force. */
    private static int weight(Server server) {
        return Decimal.parse(server.weight());
    }

    private void found(LintRule rule, Server server, String what) {
        findings.add(new LintFinding(rule, server.shard().toString(), server.line(), what));
    }
}
