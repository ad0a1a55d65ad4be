package nutkeeper.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.RoleReport.Role;
import nutkeeper.topology.Verdict;
import nutkeeper.topology.Vote;

/** What must be true after every round, whatever happened; worked out from the votes and answers, not by the keeper's code. */
final class Invariants {
    private final int majority;
    private final Policy policy;
    private final Map<String, List<Instant>> switches = new HashMap<>();
    private final Map<MasterName, Claim> claims = new HashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();

    /** An address and epoch that every round since {@code since} has agreed on. */
    private record Claim(Address address, long epoch, Instant since) {}

    private record Failure(Plan plan, Instant at) {}

    Invariants(int sentinels, Policy policy) {
        this.majority = sentinels / 2 + 1;
        this.policy = policy;
    }

    /** A stuck plan stands in the file: if somebody undoes it there, to do it again is a new change. */
    void ended(String path, Plan plan, Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Refused _, Outcome.RolledBack _ -> failures.put(path, new Failure(plan, now));
            case Outcome.Applied _, Outcome.Stuck _ -> failures.remove(path);
        }
        List<Instant> recent = switches.computeIfAbsent(path, any -> new ArrayList<>());
        recent.removeIf(at -> Duration.between(at, now).compareTo(Duration.ofSeconds(10)) >= 0);
        outcome.timings().forEach(timing -> recent.add(now));
        assertThat(recent).as("switches in 10 s").hasSizeLessThanOrEqualTo(4);
    }

    /** A keeper that starts anew knows of no restarts and of no failures. */
    void keeperRestarted() {
        failures.clear();
        switches.clear();
        claims.clear();
    }

    void check(KeeperState before, Observation seen, Round round) {
        assertThat(round.wakeIn()).as("wake-up").isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        round.rulings().forEach((name, ruling) -> follow(name, ruling.verdict(), seen.now()));
        seen.proxies().forEach(proxy -> {
            if (round.decision(proxy.configFile()) instanceof Decision.RollOut(Plan plan)) {
                check(proxy, plan, before, seen);
            }
        });
        round.state().masters().forEach((name, state) -> {
            Optional<Confirmed> former = before.master(name).confirmed();
            if (former.isPresent() && !former.equals(state.confirmed())) {
                checkConfirmed(name, former.get(), state.confirmed().orElseThrow(), seen);
            }
        });
    }

    private void follow(MasterName name, Verdict verdict, Instant now) {
        switch (verdict) {
            case Verdict.Agreed agreed -> {
                Claim claim = claims.get(name);
                boolean same =
                        claim != null && claim.address().equals(agreed.address()) && claim.epoch() == agreed.epoch();
                if (!same) {
                    claims.put(name, new Claim(agreed.address(), agreed.epoch(), now));
                }
            }
            case Verdict.TooFew _, Verdict.Split _, Verdict.Unmonitored _ -> claims.remove(name);
        }
    }

    private void check(ProxyView proxy, Plan plan, KeeperState before, Observation seen) {
        assertThat(policy.observe()).as("a plan although it only observes").isFalse();
        assertThat(proxy.busy()).as("a plan while a rollout runs").isFalse();
        assertThat(proxy.parsing()).as("what the plan was made on").isEqualTo(ConfigParser.parse(plan.decidedOn()));
        assertThat(plan.isSwitchOnly() && !proxy.switchDue())
                .as("a plan to do nothing")
                .isFalse();
        Failure failure = failures.get(proxy.configFile());
        assertThat(failure != null
                        && failure.plan().equals(plan)
                        && Duration.between(failure.at(), seen.now()).toMillis() < 400)
                .as("a failed plan again at once")
                .isFalse();
        plan.repoints().forEach(repoint -> check(repoint, before, seen));
    }

    private void check(Repoint repoint, KeeperState before, Observation seen) {
        assertThat(policy.allowed().test(repoint.to()))
                .as("allowed: %s", repoint)
                .isTrue();
        List<Vote> valid = valid(repoint.master(), seen);
        List<Vote> supporters = saying(repoint.to(), valid);
        assertThat(supporters).as("Sentinels that say %s", repoint).isNotEmpty();
        long epoch = supporters.stream().mapToLong(Vote::epoch).max().orElseThrow();
        assertThat(valid.stream().filter(vote -> vote.epoch() > epoch).mapToLong(Vote::epoch))
                .as("higher epochs that two Sentinels share, against %s", repoint)
                .doesNotHaveDuplicates();
        Optional<Confirmed> known = before.master(repoint.master())
                .confirmed()
                .filter(last -> last.address().equals(repoint.to()));
        boolean byMajority = supporters.size() >= majority
                || known.filter(last -> last.level() == Level.MAJORITY).isPresent();
        assertThat(byMajority || known.isPresent() || supporters.stream().anyMatch(Vote::seesQuorum))
                .as("enough behind %s", repoint)
                .isTrue();
        checkRole(repoint.to(), byMajority, seen);
    }

    private void checkRole(Address address, boolean byMajority, Observation seen) {
        RoleReport report = Objects.requireNonNull(seen.roles().get(address), "nobody asked " + address);
        assertThat(Duration.between(report.askedAt(), seen.now()))
                .as("age of the ROLE")
                .isLessThan(Duration.ofSeconds(3));
        assertThat(report.role()).as("ROLE of %s", address).isNotEqualTo(Role.REPLICA);
        if (policy.requireRole()) {
            assertThat(report.role()).as("ROLE of %s", address).isEqualTo(Role.MASTER);
        }
        if (!byMajority) {
            assertThat(report.role()).as("ROLE of %s", address).isNotEqualTo(Role.UNREACHABLE);
        }
    }

    private void checkConfirmed(MasterName name, Confirmed former, Confirmed next, Observation seen) {
        List<Vote> supporters = saying(next.address(), valid(name, seen));
        assertThat(supporters).as("Sentinels behind %s", next).isNotEmpty();
        assertThat(next.level()).as("level of %s", next).isNotEqualTo(Level.PROVISIONAL);
        if (next.epoch() >= former.epoch()) {
            return;
        }
        assertThat(valid(name, seen))
                .as("votes that contradict a lower epoch")
                .allSatisfy(vote -> assertThat(vote.epoch()).isLessThan(former.epoch()));
        assertThat(supporters).as("Sentinels at a lower epoch").hasSizeGreaterThanOrEqualTo(majority);
        assertThat(Objects.requireNonNull(seen.roles().get(next.address())).role())
                .isEqualTo(Role.MASTER);
        Claim claim = Objects.requireNonNull(claims.get(name));
        assertThat(Duration.between(claim.since(), seen.now()))
                .as("how long a lower epoch was stable")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    private static List<Vote> valid(MasterName name, Observation seen) {
        return Objects.requireNonNull(seen.ballots().get(name)).votes().values().stream()
                .filter(vote -> !vote.seenAt().plusSeconds(3).isBefore(seen.now()))
                .toList();
    }

    private static List<Vote> saying(Address address, List<Vote> votes) {
        return votes.stream().filter(vote -> vote.address().equals(address)).toList();
    }
}
