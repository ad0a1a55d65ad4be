package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for what twemproxy takes and an operator should know. Names and keys are looked at in every pool, as they concern the
 * whole proxy; everything else only in Redis pools, since the others are none of ours.
 */
public final class Lint {
    private Lint() {}

    /** Everything found, in the order of the lines. */
    public static List<LintFinding> of(NutcrackerConfig config, Surroundings surroundings) {
        List<LintFinding> findings = new ArrayList<>(ofTheFile(config, surroundings));
        for (Pool pool : config.pools()) {
            findings.addAll(new PoolLint(pool).ofAnyKind());
            if (pool.redis()) {
                findings.addAll(new PoolLint(pool).ofSettings());
                findings.addAll(new ServerLint(pool).of(surroundings));
            }
        }
        findings.sort(Comparator.comparingInt(LintFinding::line));
        return List.copyOf(findings);
    }

    /** A file has one mode, so the first password stands for all. */
    private static List<LintFinding> ofTheFile(NutcrackerConfig config, Surroundings surroundings) {
        List<LintFinding> findings = new ArrayList<>();
        if (!surroundings.shutOut().isEmpty()) {
            findings.add(new LintFinding(
                    LintRule.UNREADABLE_FILE, "the file", 1, surroundings.shutOut() + " may not read it"));
        }
        if (surroundings.readableByAll()) {
            config.pools().stream()
                    .filter(pool -> !pool.redisAuth().isEmpty())
                    .findFirst()
                    .ifPresent(pool -> findings.add(new LintFinding(
                            LintRule.READABLE_PASSWORD,
                            "the file",
                            pool.line("redis_auth"),
                            "holds redis_auth, and every user may read it")));
        }
        return findings;
    }

    /** The host names of Redis servers, as spelled: those whose resolution {@link Surroundings} tells. */
    public static Set<String> hostNames(NutcrackerConfig config) {
        return config.pools().stream()
                .filter(Pool::redis)
                .flatMap(pool -> pool.servers().stream())
                .filter(server ->
                        server.address().filter(address -> !address.isNumeric()).isPresent())
                .map(Server::host)
                .collect(Collectors.toSet());
    }
}
