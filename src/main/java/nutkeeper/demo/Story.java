package nutkeeper.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The words of the demonstration. Bold is used on a terminal only. */
final class Story {
    private static final int LAST_LINES = 20;

    private final PrintStream out;
    private final boolean terminal;

    Story(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void opens(int shards, int replicas, int sentinels) {
        title("nutkeeper demo");
        out.printf("""
                Starting %s, %s each, %s, twemproxy (nutcracker)
                and nutkeeper, all on 127.0.0.1 and in a temporary folder. Nothing is left behind.
                """, count(shards, "Redis master"), count(replicas, "replica"), count(sentinels, "Sentinel"));
    }

    void worldStands(World world, int clients) {
        out.println();
        out.println("  folder     " + world.folder());
        out.println("  twemproxy  " + world.nutcracker().listen());
        out.println("  Sentinels  " + joined(world.sentinels()));
        world.shards()
                .forEach(shard -> out.println("  " + shard + "     " + world.master(shard) + " (master), replicas "
                        + joined(world.group(shard).nodes().stream()
                                .filter(node -> !node.address()
                                        .equals(world.master(shard).address()))
                                .toList())));
        out.println();
        out.println(clients + " clients write through twemproxy, about 100 new keys a second each.");
    }

    void crashBegins(String shard, RedisServer master) {
        title("1. A master crashes");
        out.println("Killing " + master + ", the master of " + shard + ", with SIGKILL.");
        out.println();
    }

    void plannedBegins(String shard, RedisServer master) {
        title("2. A planned failover");
        out.println("Asking a Sentinel to fail " + shard + " over from " + master + ", while everything is well.");
        out.println();
    }

    void tells(Act.Result result) {
        result.timeline().lines().forEach(out::println);
        out.println();
        out.println("  " + result.shard() + " went from " + result.old() + " to " + result.promoted() + ".");
        out.println();
        out.println("  writes to      acknowledged   failed     lost   longest pause of a client");
        out.println(row(result.shard(), result.tally(), Integer.toString(result.lost())));
        if (result.others().acknowledged() > 0) {
            out.println(row("other shards", result.others(), "-"));
        }
        out.println();
    }

    void explainsCrash() {
        out.print("""
                  The failed writes fall into the time that Sentinel needs to be sure of the death and
                  to promote a replica; twemproxy then has to be told, and that is what nutkeeper does.
                  The restart drops every client once, those of other shards too.
                """);
    }

    void explainsPlanned() {
        out.print("""
                  Nobody is told of a planned failover: the old master stays a master for about ten more
                  seconds and acknowledges writes that are thrown away when it becomes a replica. So
                  the lost writes are those of the time until twemproxy was switched. Here latency is
                  loss, and without nutkeeper it would have been all writes of those ten seconds.
                """);
    }

    void closes(Duration crash, Duration planned) {
        title("Both failovers were carried out, and twemproxy serves writes");
        out.println("From the fault to the first good write: " + crash.toMillis() + " ms after the crash, "
                + planned.toMillis() + " ms after the command.");
    }

    void showsAround(World world, Agent agent) {
        title("Look around");
        int sentinel = world.sentinels().getFirst().address().port();
        int proxy = world.nutcracker().listen().port();
        List<String> lines = List.of(
                "write through twemproxy     redis-cli -p " + proxy + " set greeting hello",
                "ask a Sentinel              redis-cli -p " + sentinel + " sentinel get-master-addr-by-name shard1",
                "fail a shard over           redis-cli -p " + sentinel + " sentinel failover shard1",
                "what twemproxy is told      cat " + world.nutcracker().config(),
                "what nutkeeper does         tail -f " + agent.log(),
                "nutkeeper's settings        " + world.settings());
        lines.forEach(line -> out.println("  " + line));
        out.println();
        out.println("Ctrl-C ends everything and deletes the folder.");
    }

    void fails(RuntimeException why, Path... logs) {
        title("The demonstration failed");
        out.println("nutkeeper demo: " + why.getMessage());
        for (Path log : logs) {
            List<String> lines = WorldFiles.read(log).lines().toList();
            if (!lines.isEmpty()) {
                out.println();
                out.println("The end of " + log + ":");
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(line -> out.println("  " + line));
            }
        }
    }

    private void title(String text) {
        out.println();
        out.println(terminal ? "\033[1m" + text + "\033[0m" : text);
        out.println();
    }

    private static String row(String shards, Tally tally, String lost) {
        return "  %-12s %14d %8d %8s %9d ms"
                .formatted(
                        shards,
                        tally.acknowledged(),
                        tally.failed(),
                        lost,
                        tally.longestPause().toMillis());
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String joined(List<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
