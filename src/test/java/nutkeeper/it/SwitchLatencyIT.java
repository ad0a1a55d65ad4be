package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nutkeeper.demo.Eventually;
import nutkeeper.demo.Nutcracker;
import nutkeeper.demo.RedisServer;
import nutkeeper.demo.Witness;
import nutkeeper.demo.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A measurement, run by {@code make bench}: how long after the first word of any Sentinel the restart command begins. It
 * judges nothing but that every failover was followed; the figures are printed.
 */
@Tag("bench")
class SwitchLatencyIT {
    private static final Duration APART = Duration.ofMillis(2_600);
    private static final int SHARDS = Integer.getInteger("bench.shards", 11);

    @Test
    void fromTheFirstSwitchMasterToTheRestartCommand() {
        try (Scene scene = new Scene(World.builder().shards(SHARDS).replicas(1).sentinels(3)).keep();
                Witness witness = scene.world.witness()) {
            List<Duration> promoted = new ArrayList<>();
            List<Duration> switched = new ArrayList<>();
            for (String shard : scene.world.shards()) {
                Nutcracker proxy = scene.world.nutcracker();
                // more than four restarts in ten seconds are held back on purpose, so the failovers keep their distance
                Eventually.within(APART, () -> false);
                int restarts = proxy.restarts();
                Instant begun = Instant.now();
                RedisServer old = scene.world.failover(shard);
                Eventually.until("the restart begins", Scene.DEADLINE, () -> proxy.restarts() > restarts);
                Instant restart = proxy.restartBegunAt();
                scene.awaitPointedAt(proxy, scene.world.awaitNewMaster(shard, old));
                promoted.add(Duration.between(heard(witness, shard, begun, "+promoted-slave"), restart));
                switched.add(Duration.between(heard(witness, shard, begun, "+switch-master"), restart));
            }
            print("from +promoted-slave to the restart command", promoted);
            print("from the first +switch-master to the restart command", switched);
            assertThat(switched).hasSize(SHARDS);
        }
    }

    private static Instant heard(Witness witness, String shard, Instant since, String channel) {
        Eventually.until(
                channel + " of " + shard + " is heard",
                Scene.DEADLINE,
                () -> witness.first(shard, since, Set.of(channel)).isPresent());
        return witness.first(shard, since, Set.of(channel)).orElseThrow().at();
    }

    private static void print(String what, List<Duration> each) {
        List<Double> millis =
                each.stream().map(duration -> duration.toNanos() / 1e6).toList();
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "BENCH %s: median %.1f ms, min %.1f, max %.1f, in order %s%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                millis.stream()
                        .map(one -> String.format(Locale.ROOT, "%.0f", one))
                        .toList());
    }
}
