package nutkeeper.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    private final Witness witness;
    private final Load load;

    Act(World world, Witness witness, Load load) {
        this.world = world;
        this.witness = witness;
        this.load = load;
    }

    /** Plays it; trouble is thrown when the failover is not carried out through twemproxy in time. */
    Result play(Fault fault, String shard) {
        long pidBefore = world.nutcracker().pid();
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
                () -> restartDone().isAfter(struck)
                        && world.nutcracker().isAlive()
                        && world.nutcracker().pid() != pidBefore
                        && load.isServedSince(restartDone()));
        Eventually.pause(AFTERWARDS);
        return new Result(
                shard,
                old,
                world.master(shard),
                new Timeline(moments(fault, shard, struck)),
                load.tally(shard, struck),
                load.tallyOfOthers(shard, struck),
                load.lost(shard, struck.minus(BEFOREHAND)).size());
    }

    private List<Moment> moments(Fault fault, String shard, Instant struck) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(fault.words(), Duration.ZERO));
        heard(shard, struck, "+odown")
                .ifPresent(at -> moments.add(moment("+odown: Sentinels call it down", struck, at)));
        heard(shard, struck, "+selected-slave")
                .ifPresent(at -> moments.add(moment("+selected-slave: one is chosen", struck, at)));
        heard(shard, struck, "+promoted-slave", "+switch-master")
                .ifPresent(at -> moments.add(moment("Sentinel's word: a new master", struck, at)));
        moments.add(moment(
                "nutcracker.yml is changed", struck, changed(world.nutcracker().config(), "unix:ctime")));
        moments.add(moment("restart begins", struck, restartBegun()));
        moments.add(moment("twemproxy is started", struck, restartDone()));
        load.firstBegunSince(shard, restartBegun())
                .ifPresent(at -> moments.add(moment("first good write", struck, at)));
        return moments;
    }

    private Optional<Instant> heard(String shard, Instant since, String... channels) {
        return witness.first(shard, since, Set.of(channels)).map(Witness.Heard::at);
    }

    private boolean pointsAt(String shard, RedisServer master) {
        return WorldFiles.read(world.nutcracker().config()).contains("- " + master + ":1 " + shard);
    }

    private Instant restartBegun() {
        return changed(world.nutcracker().restartBegun(), "lastModifiedTime");
    }

    private Instant restartDone() {
        return changed(world.nutcracker().restartDone(), "lastModifiedTime");
    }

    /** A rename keeps the time of modification and moves the time of the last change of the inode. */
    private static Instant changed(Path file, String attribute) {
        try {
            return ((FileTime) Files.getAttribute(file, attribute)).toInstant();
        } catch (IOException cannotRead) {
            throw new WorldTrouble("cannot tell when " + file + " was changed", cannotRead);
        }
    }

    private static Moment moment(String what, Instant struck, Instant at) {
        return new Moment(what, Duration.between(struck, at));
    }

    /** What an act has shown about one shard, and about the others which it should have left alone. */
    record Result(
            String shard,
            RedisServer old,
            RedisServer promoted,
            Timeline timeline,
            Tally tally,
            Tally others,
            int lost) {}
}
