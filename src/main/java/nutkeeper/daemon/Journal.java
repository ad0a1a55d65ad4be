package nutkeeper.daemon;

import static java.util.stream.Collectors.joining;
import static nutkeeper.status.Logfmt.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.KeeperState;
import nutkeeper.keeper.Outcome;
import nutkeeper.keeper.Placement;
import nutkeeper.keeper.Plan;
import nutkeeper.keeper.Repoint;
import nutkeeper.keeper.Round;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what changed from one round to the next, and nothing twice: a confirmed master, a proxy held back for longer
 * than a failover takes, an alert that came. What lasts is said again once a minute.
 */
final class Journal {
    /** During a failover Sentinels disagree for a moment; only what lasts longer is worth a warning. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration REMIND = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger("keeper");

    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, Repairs> repairs = new HashMap<>();

    private record Told(Instant since, Instant lastSaid) {}

    void tell(KeeperState before, Round round, Instant now) {
        round.state()
                .masters()
                .forEach((name, master) -> master.confirmed()
                        .filter(confirmed -> !before.master(name).confirmed().equals(master.confirmed()))
                        .ifPresent(confirmed -> log.info(
                                "confirmed master={} address={} epoch={} level={} before={}",
                                quote(name),
                                confirmed.address(),
                                confirmed.epoch(),
                                confirmed.level().name().toLowerCase(Locale.ROOT),
                                before.master(name)
                                        .confirmed()
                                        .map(former -> former.address().toString())
                                        .orElse("none"))));
        Map<String, String> troubles = new HashMap<>();
        round.rulings()
                .forEach((name, ruling) -> ruling.alerts()
                        .forEach(alert -> troubles.put(
                                "alert " + name + kind(alert), "master=" + quote(name) + " why=" + quote(alert))));
        round.decisions().forEach((file, decision) -> {
            if (decision instanceof Decision.Hold hold && !hold.reasons().isEmpty()) {
                troubles.put("hold " + file, "proxy=" + file + " why=" + quote(String.join("; ", hold.reasons())));
            }
        });
        round.placements()
                .forEach((file, placements) -> placements.stream()
                        .filter(placement -> placement.rule() == Placement.Rule.UNMANAGED)
                        .forEach(placement -> troubles.put(
                                "unmanaged " + file + placement.shard(),
                                "proxy=" + file + " server=" + quote(placement.shard()) + " why="
                                        + quote(placement.why()))));
        round.placements().keySet().forEach(file -> repairs(file).saw(round, file));
        troubles.forEach((key, text) -> trouble(key, text, now));
        told.keySet().removeIf(key -> over(key, troubles));
    }

    private void trouble(String key, String text, Instant now) {
        Told known = told.getOrDefault(key, new Told(now, Instant.MIN));
        boolean lasting = Duration.between(known.since(), now).compareTo(PATIENCE) >= 0;
        boolean first = known.lastSaid().equals(Instant.MIN);
        boolean unmanaged = key.startsWith("unmanaged");
        boolean due = first
                ? lasting
                : !unmanaged && Duration.between(known.lastSaid(), now).compareTo(REMIND) >= 0;
        if (due && unmanaged) {
            log.info("left alone {}", text);
        } else if (due) {
            log.warn("{} {}", key.startsWith("hold") ? "holding" : "alert", text);
        }
        told.put(key, due ? new Told(known.since(), now) : known);
    }

    private boolean over(String key, Map<String, String> troubles) {
        if (troubles.containsKey(key)) {
            return false;
        }
        Told gone = told.get(key);
        if (gone != null && !gone.lastSaid().equals(Instant.MIN)) {
            log.info("over what={}", quote(key));
        }
        return true;
    }

    private static String kind(String alert) {
        int colon = alert.indexOf(':');
        return colon < 0 ? alert : alert.substring(0, colon);
    }

    private Repairs repairs(String configFile) {
        return repairs.computeIfAbsent(configFile, _ -> new Repairs());
    }

    void starting(String configFile, Plan plan) {
        repairs(configFile).begin(plan);
        log.info(
                "rolling out proxy={} changes={} because={}",
                configFile,
                quote(changes(plan.repoints())),
                quote(plan.because()));
    }

    private void repaired(String configFile, Plan plan, Instant now) {
        Repairs ofProxy = repairs(configFile);
        List<Repoint> repaired = ofProxy.done(plan, now);
        if (repaired.isEmpty()) {
            return;
        }
        log.info(
                "repaired proxy={} by={} changes={} count={}",
                configFile,
                quote("another writer"),
                quote(changes(repaired)),
                ofProxy.total());
        if (ofProxy.isFight(now)) {
            log.warn(
                    "two writers fight proxy={} why={} next={}",
                    configFile,
                    quote("another writer took the present master out of the file " + (Repairs.PEACEFUL + 1)
                            + " times in " + Repairs.WINDOW.toMinutes() + "m, each time twemproxy was restarted"),
                    quote("let Puppet, Ansible or whoever it is leave the addresses of servers alone, or have nutkeeper"
                            + " check as its validate command"));
        }
    }

    void ended(String configFile, Plan plan, Outcome outcome, Instant now) {
        String times = outcome.timings().stream()
                .map(timing -> " " + timing.step().name().toLowerCase(Locale.ROOT) + "_ms=" + millis(timing.took()))
                .collect(joining());
        Duration total = outcome.timings().stream().map(Outcome.Timing::took).reduce(Duration.ZERO, Duration::plus);
        String all = times + " total_ms=" + millis(total);
        String changes = quote(changes(plan.repoints()));
        switch (outcome) {
            case Outcome.Applied applied -> {
                log.info("applied proxy={} changes={} proof={}{}", configFile, changes, quote(applied.proof()), all);
                repaired(configFile, plan, now);
            }
            case Outcome.Refused refused ->
                log.error(
                        "refused proxy={} changes={} step={} why={} next={}{}",
                        configFile,
                        changes,
                        refused.step(),
                        quote(refused.why()),
                        quote("nothing was touched; trying again"),
                        all);
            case Outcome.RolledBack back ->
                log.error(
                        "rolled back proxy={} changes={} step={} why={} next={}{}",
                        configFile,
                        changes,
                        back.step(),
                        quote(back.why()),
                        quote("the previous file stands; trying again"),
                        all);
            case Outcome.Stuck stuck ->
                log.error(
                        "stuck proxy={} changes={} step={} why={} next={}{}",
                        configFile,
                        changes,
                        stuck.step(),
                        quote(stuck.why()),
                        quote("the new file stands, twemproxy is not proven to run it; trying again"),
                        all);
        }
    }

    private static String changes(List<Repoint> repoints) {
        return repoints.isEmpty()
                ? "none, switch only"
                : repoints.stream().map(Repoint::toString).collect(joining(", "));
    }

    private static String millis(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toNanos() / 1e6);
    }
}
