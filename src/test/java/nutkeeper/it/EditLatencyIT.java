package nutkeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Edit;
import nutkeeper.nutcracker.Editor;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A measurement, run by {@code make bench}: how long a large nutcracker.yml takes from its text to the proven text in which
 * three servers have moved. It judges nothing but that they have; the figures are printed.
 */
@Tag("bench")
class EditLatencyIT {
    private static final int POOLS = 129;
    private static final int SERVERS = 400;
    private static final int WARM_UP = 500;
    private static final int MEASURED = 500;

    @Test
    void fromTheTextToTheProvenTextWithThreeServersMoved() {
        String text = text();
        Map<Shard, Address> moves = moves(text);
        IntStream.range(0, WARM_UP).forEach(round -> edited(text, moves));
        double[] millis = new double[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long begun = System.nanoTime();
            String edited = edited(text, moves);
            millis[i] = (System.nanoTime() - begun) / 1e6;
            assertThat(edited).contains("10.9.0.0:6379:1 ", "10.9.0.1:6379:1 ", "10.9.0.2:6379:1 ");
        }
        double[] sorted = Arrays.stream(millis).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "BENCH parse, move 3 of %d servers in %d pools, prove: median %.1f ms, p95 %.1f, max %.1f%n",
                SERVERS,
                POOLS,
                sorted[MEASURED / 2],
                sorted[MEASURED * 95 / 100],
                sorted[MEASURED - 1]);
    }

    private static String edited(String text, Map<Shard, Address> moves) {
        return switch (Editor.move(config(text), moves)) {
            case Edit.Edited edited -> edited.text();
            case Edit.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static NutcrackerConfig config(String text) {
        return (NutcrackerConfig) ConfigParser.parse(text);
    }

    /** The first, the middle and the last server: one with a name and two without. */
    private static Map<Shard, Address> moves(String text) {
        List<Shard> shards = config(text).pools().stream()
                .flatMap(pool -> pool.servers().stream())
                .map(Server::shard)
                .toList();
        Map<Shard, Address> moves = new LinkedHashMap<>();
        for (int place : new int[] {0, SERVERS / 2, SERVERS - 1}) {
            moves.put(shards.get(place), new Address("10.9.0." + moves.size(), 6379));
        }
        return moves;
    }

    /** Every fifth server has a name, as in public files. */
    private static String text() {
        StringBuilder text = new StringBuilder();
        for (int pool = 0; pool < POOLS; pool++) {
            text.append("""
                    # sessions and baskets of shop %1$d
                    pool%1$d:
                      listen: 127.0.0.1:%2$d
                      hash: fnv1a_64
                      distribution: ketama
                      timeout: 400
                      backlog: 1024
                      redis: true
                      servers:
                    """.formatted(pool, 20_000 + pool));
            for (int server = SERVERS * pool / POOLS; server < SERVERS * (pool + 1) / POOLS; server++) {
                text.append("    - 10.0.%d.%d:6379:1%s%n"
                        .formatted(server / 250, server % 250, server % 5 == 0 ? " shard" + server : ""));
            }
        }
        return text.toString();
    }
}
