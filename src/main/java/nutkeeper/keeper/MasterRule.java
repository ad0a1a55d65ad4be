package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nutkeeper.topology.Address;
import nutkeeper.topology.Confirmed;
import nutkeeper.topology.Level;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.Verdict;

/**
 * From a verdict to a ruling, by rules 5 to 7 of ADR 2: nothing is written before the new master itself was asked, a word
 * below the confirmed epoch must be stable, a vouched one gives a majority a second to appear.
 */
final class MasterRule {
    static final Duration VOUCHED_WAIT = Duration.ofSeconds(1);
    static final Duration LOWER_EPOCH_STABLE = Duration.ofSeconds(5);
    static final Duration MAJORITY_EXPECTED = Duration.ofSeconds(2);
    static final Duration ROLE_RETRY = Duration.ofMillis(50);
    static final Duration ROLE_PATIENCE = Duration.ofSeconds(2);
    static final Duration ROLE_PATIENT_RETRY = Duration.ofSeconds(1);

    /** Longer than a retry and its timeout together, so that a node that stays silent stays unreachable in between. */
    static final Duration ROLE_FRESH = Duration.ofSeconds(2);

    private final Policy policy;
    private final Asking asking;
    private final Instant now;

    MasterRule(Policy policy, Asking asking) {
        this.policy = policy;
        this.asking = asking;
        this.now = asking.now();
    }

    /** A ruling and the master's state after it. */
    record Ruled(Ruling ruling, MasterState state) {}

    /** @param differs whether some file has another address for this master than the verdict says */
    Ruled rule(Verdict verdict, MasterState state, boolean differs) {
        return switch (verdict) {
            case Verdict.Agreed agreed -> agreed(agreed, state, differs);
            case Verdict.TooFew tooFew -> unverified(tooFew, state);
            case Verdict.Split split -> unverified(split, state);
            case Verdict.Unmonitored none -> unverified(none, state);
        };
    }

    private Ruled unverified(Verdict verdict, MasterState state) {
        List<String> alerts = alerts(List.of(), state);
        state.confirmed().ifPresent(known -> {
            asking.want(known.address(), ROLE_PATIENT_RETRY);
            asking.report(known.address(), Instant.MIN, ROLE_FRESH)
                    .filter(report -> report.role() == RoleReport.Role.REPLICA)
                    .ifPresent(report -> alerts.add(
                            "read-only: " + known.address() + " was the master and now answers ROLE as a replica"));
        });
        return new Ruled(Ruling.hold(verdict, verdict.because(), alerts), state.asking(Optional.empty()));
    }

    private Ruled agreed(Verdict.Agreed agreed, MasterState state, boolean differs) {
        boolean isConfirmed = state.confirmed()
                .filter(known -> known.address().equals(agreed.address()) && known.epoch() == agreed.epoch())
                .isPresent();
        if (isConfirmed && !differs) {
            MasterState settled = upgraded(state, agreed).asking(Optional.empty());
            return new Ruled(Ruling.clear(agreed, alerts(agreed.alerts(), settled)), settled);
        }
        Question question = state.question()
                .filter(open -> open.isAbout(agreed.address(), agreed.epoch()))
                .orElseGet(() -> new Question(agreed.address(), agreed.epoch(), now));
        MasterState asked = state.asking(Optional.of(question));
        List<String> alerts = alerts(agreed.alerts(), state);
        Optional<String> doubt = doubt(agreed, state, question, alerts);
        if (doubt.isPresent()) {
            return new Ruled(Ruling.hold(agreed, agreed.because() + "; " + doubt.get(), alerts), asked);
        }
        MasterState accepted = isConfirmed
                ? upgraded(asked, agreed)
                : asked.confirm(new Confirmed(agreed.address(), agreed.epoch(), agreed.level(), now));
        return new Ruled(Ruling.clear(agreed, alerts), accepted);
    }

    /** Why this must not be written yet, or nothing. */
    private Optional<String> doubt(Verdict.Agreed agreed, MasterState state, Question question, List<String> alerts) {
        if (!policy.allowed().test(agreed.address())) {
            return Optional.of(agreed.address() + " is not in allowed_networks");
        }
        if (agreed.level().compareTo(policy.commitOn()) < 0) {
            return Optional.of("waiting for the level " + name(policy.commitOn()) + " that commit_on asks for");
        }
        boolean lower = isLower(agreed, state);
        Duration wait = lower ? LOWER_EPOCH_STABLE : agreed.level() == Level.VOUCHED ? VOUCHED_WAIT : Duration.ZERO;
        Optional<String> refusal = role(agreed, question, lower, alerts);
        Duration left = wait.minus(Duration.between(question.since(), now));
        if (refusal.isEmpty() && left.isPositive()) {
            asking.wake(left);
            return Optional.of(
                    lower
                            ? "its epoch is below the confirmed one; waiting until it is stable"
                            : "waiting for a majority to appear");
        }
        return refusal;
    }

    private static boolean isLower(Verdict.Agreed agreed, MasterState state) {
        return state.confirmed().filter(known -> agreed.epoch() < known.epoch()).isPresent();
    }

    private Optional<String> role(Verdict.Agreed agreed, Question question, boolean strict, List<String> alerts) {
        Address address = agreed.address();
        boolean impatient = Duration.between(question.since(), now).compareTo(ROLE_PATIENCE) <= 0;
        Duration retry = impatient ? ROLE_RETRY : ROLE_PATIENT_RETRY;
        Optional<RoleReport> report = asking.report(address, question.since(), ROLE_FRESH);
        if (report.isEmpty()) {
            asking.want(address, ROLE_RETRY);
            return Optional.of("asking " + address + " for its ROLE");
        }
        return switch (report.get().role()) {
            case MASTER -> Optional.empty();
            case REPLICA -> {
                asking.want(address, retry);
                if (!impatient) {
                    alerts.add("read-only: the Sentinels say " + address + ", which answers ROLE as a replica");
                }
                yield Optional.of(address + " answers ROLE as a replica");
            }
            case UNPROVEN -> {
                asking.want(address, ROLE_PATIENT_RETRY);
                String why =
                        address + " does not tell its ROLE (" + report.get().detail() + ")";
                alerts.add("unproven: " + why);
                yield strict || policy.requireRole() ? Optional.of(why) : Optional.empty();
            }
            case UNREACHABLE -> {
                asking.want(address, retry);
                boolean doomed = agreed.level() == Level.MAJORITY && !impatient;
                yield doomed && !strict && !policy.requireRole()
                        ? Optional.empty()
                        : Optional.of(address + " does not answer ROLE ("
                                + report.get().detail() + ")");
            }
        };
    }

    private MasterState upgraded(MasterState state, Verdict.Agreed agreed) {
        return state.confirmed()
                .filter(known -> known.level().compareTo(agreed.level()) < 0)
                .map(known -> state.confirm(new Confirmed(known.address(), known.epoch(), agreed.level(), known.at())))
                .orElse(state);
    }

    /** The alerts of the verdict, and one more while a word below a majority waits to be confirmed for too long. */
    private List<String> alerts(List<String> ofVerdict, MasterState state) {
        List<String> alerts = new ArrayList<>(ofVerdict);
        state.confirmed()
                .filter(known -> known.level() != Level.MAJORITY)
                .filter(known -> Duration.between(known.at(), now).compareTo(MAJORITY_EXPECTED) > 0)
                .ifPresent(known -> alerts.add("no-majority: " + known.address() + " was accepted at level "
                        + name(known.level()) + " and no majority has confirmed it since " + known.at()));
        return alerts;
    }

    private static String name(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
