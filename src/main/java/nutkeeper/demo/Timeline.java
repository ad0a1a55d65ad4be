package nutkeeper.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened after a fault, in the order in which it happened; drawn as text, one line a moment, to scale. */
record Timeline(List<Moment> moments) {
    private static final int PICTURE = 32;

    /** Something that happened, and how long after the fault. */
    record Moment(String what, Duration after) {}

    Timeline {
        moments = moments.stream().sorted(Comparator.comparing(Moment::after)).toList();
    }

    /** How long after the fault the last moment was. */
    Duration length() {
        return moments.isEmpty() ? Duration.ZERO : moments.getLast().after();
    }

    /** One line a moment: the milliseconds, what happened, and a bar that spans the time since the moment before. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (Moment moment : moments) {
            int to = column(moment.after());
            lines.add("%7s ms  %-33s %s".formatted(thousands(moment.after()), moment.what(), bar(from, to)));
            from = to;
        }
        return List.copyOf(lines);
    }

    private int column(Duration after) {
        long nanos = Math.max(1, length().toNanos());
        return Math.toIntExact(Math.round((double) Math.max(0, after.toNanos()) / nanos * PICTURE));
    }

    private static String bar(int from, int to) {
        return " ".repeat(from) + (from == to ? "|" : "=".repeat(to - from - 1) + ">");
    }

    private static String thousands(Duration duration) {
        return "%,d".formatted(duration.toMillis()).replace(',', ' ');
    }
}
