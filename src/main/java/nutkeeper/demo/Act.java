package nutkeeper.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nutkeeper.demo.Timeline.Moment;

/**
 * One failover of the demonstration: strikes, waits until twemproxy serves the new master, and tells when what happened.
 * It trusts only what it sees itself: the Sentinels' events, the times of files, and its own writes through twemproxy.
 */
final class Act {
    private static final Duration SERVED = Duration.ofSeconds(30);

    /** A crash may cost what was acknowledged just before, because Redis replicates without waiting. */
    private static final Duration BEFOREHAND = Duration.ofSeconds(1);

    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private final World world;
    private final Nutcracker twemproxy;
    private final Witness witness;
    private final Load load;

    Act(World world, Witness witness, Load load) {
        this.world = world;
        this.twemproxy = world.nutcracker();
        this.witness = witness;
        this.load = load;
    }

    /** Plays it; trouble is thrown when the failover is not carried out through twemproxy in time. */
    Result play(Fault fault, String shard) {
        long pidBefore = twemproxy.pid();
        RedisServer old = world.master(shard);
        Instant struck = Instant.now();
        fault.strike(world, shard, old);
        world.awaitNewMaster(shard, old);
        Eventually.until(
                "nutcracker.yml points " + shard + " at its new master",
                SERVED,
                () -> world.agreedMaster(shard)
                        .filter(master -> master != old && pointsAt(shard, master))
                        .isPresent());
        Eventually.until(
                "twemproxy runs anew and serves every client",
                SERVED,
                () -> twemproxy.restartDoneAt().isAfter(struck)
                        && twemproxy.isAlive()
                        && twemproxy.pid() != pidBefore
                        && load.isServedSince(twemproxy.restartDoneAt()));
        Instant served = load.firstBegunSince(shard, twemproxy.restartBegunAt()).orElseThrow();
        Eventually.pause(AFTERWARDS);
        return new Result(
                shard,
                old,
                world.master(shard),
                new Timeline(moments(fault, shard, struck, served)),
                Duration.between(struck, served),
                load.tally(shard, struck),
                load.tallyOfOthers(shard, struck),
                load.lost(shard, struck.minus(BEFOREHAND)).size());
    }

    private List<Moment> moments(Fault fault, String shard, Instant struck, Instant served) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(fault.words(), Duration.ZERO));
        heard(shard, struck, "+odown")
                .ifPresent(at -> moments.add(moment("+odown: Sentinels call it down", struck, at)));
        heard(shard, struck, "+selected-slave")
                .ifPresent(at -> moments.add(moment("+selected-slave: one is chosen", struck, at)));
        heard(shard, struck, "+promoted-slave", "+switch-master")
                .ifPresent(at -> moments.add(moment("Sentinel's word: a new master", struck, at)));
        moments.add(moment("nutcracker.yml is changed", struck, twemproxy.configChangedAt()));
        moments.add(moment("restart begins", struck, twemproxy.restartBegunAt()));
        moments.add(moment("twemproxy is started", struck, twemproxy.restartDoneAt()));
        moments.add(moment("first good write", struck, served));
        return moments;
    }

    private Optional<Instant> heard(String shard, Instant since, String... channels) {
        return witness.first(shard, since, Set.of(channels)).map(Witness.Heard::at);
    }

    private boolean pointsAt(String shard, RedisServer master) {
        return WorldFiles.read(twemproxy.config()).contains("- " + master + ":1 " + shard);
    }

    private static Moment moment(String what, Instant struck, Instant at) {
        return new Moment(what, Duration.between(struck, at));
    }

    /** What an act has shown about one shard, and what became meanwhile of the writes to the others. */
    record Result(
            String shard,
            RedisServer old,
            RedisServer promoted,
            Timeline timeline,
            Duration untilServed,
            Tally tally,
            Tally others,
            int lost) {}
}
