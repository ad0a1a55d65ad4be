package nutkeeper.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The demonstration: a world with nutkeeper in it and clients that write all the time; a master is killed, another is failed
 * over as planned, and the terminal tells which millisecond went where. Then the world stays for a look around.
 */
public final class Demo {
    private static final int SENTINELS = 3;
    private static final int WRITERS_PER_SHARD = 4;

    /** With one second, a busy machine now and then sees a second failover that nobody asked for. */
    private static final Duration DOWN_AFTER = Duration.ofSeconds(2);

    private static final Duration LISTENING = Duration.ofSeconds(30);

    private final Options options;
    private final Story story;

    /**
     * What the demonstration shall be like.
     *
     * @param once ends after the two failovers instead of waiting for Ctrl-C
     * @param shards how many masters, one or more
     * @param replicas how many replicas each, one or more
     * @param launcher the program {@code nutkeeper}, see {@link Launcher#find}
     * @param out where the story is told
     * @param terminal whether {@code out} is a terminal, which may be written to in bold
     */
    public record Options(boolean once, int shards, int replicas, Path launcher, PrintStream out, boolean terminal) {
        public Options {
            if (shards < 1 || replicas < 1) {
                throw new IllegalArgumentException("a failover needs at least one shard with one replica");
            }
        }
    }

    /** A demonstration, not yet begun. */
    public Demo(Options options) {
        this.options = options;
        this.story = new Story(options.out(), options.terminal());
    }

    /** Runs it; returns 0 if both failovers were carried out and twemproxy serves writes after each, else 1. */
    public int run() {
        story.opens(options.shards(), options.replicas(), SENTINELS);
        try (World world = World.builder()
                .shards(options.shards())
                .replicas(options.replicas())
                .sentinels(SENTINELS)
                .downAfter(DOWN_AFTER)
                .start()) {
            return runIn(world);
        } catch (WorldTrouble trouble) {
            story.fails(trouble);
            return 1;
        }
    }

    private int runIn(World world) {
        Agent agent = world.agent(options.launcher());
        try {
            play(world, agent);
        } catch (WorldTrouble | JedisException trouble) {
            story.fails(trouble, agent.output(), agent.log());
            return 1;
        }
        if (!options.once()) {
            story.showsAround(world, agent);
            awaitInterrupt();
        }
        return 0;
    }

    private void play(World world, Agent agent) {
        startListening(world, agent);
        Witness witness = world.witness();
        Load load = world.load(WRITERS_PER_SHARD);
        load.start();
        story.worldStands(world, load.clients());
        Act act = new Act(world, witness, load);

        String first = world.shards().getFirst();
        story.crashBegins(first, world.master(first));
        Act.Result crash = act.play(Fault.KILL, first);
        story.tells(crash);
        story.explainsCrash();
        crash.old().startAsReplicaOf(crash.promoted().address());
        world.awaitSettled();

        String last = world.shards().getLast();
        story.plannedBegins(last, world.master(last));
        Act.Result planned = act.play(Fault.PLANNED, last);
        story.tells(planned);
        story.explainsPlanned();
        load.stop();
        story.closes(crash.untilServed(), planned.untilServed());
    }

    /** nutkeeper is ready for a failover when it listens to every Sentinel; each counts its subscribers. */
    private static void startListening(World world, Agent agent) {
        agent.start();
        Eventually.until(
                "nutkeeper listens to all Sentinels",
                LISTENING,
                () -> !agent.isAlive() || world.sentinels().stream().allMatch(sentinel -> sentinel.subscribers() > 0));
        if (!agent.isAlive()) {
            throw new WorldTrouble("nutkeeper did not start");
        }
    }

    /** Ctrl-C ends the JVM, and with it the world. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
