package nutkeeper.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nutkeeper.keeper.Placement;
import nutkeeper.topology.MasterName;

/** Which server of a proxy belongs to which master, and which rule says so: one row for each server. */
public record PlacementsPicture(List<Placement> placements) {
    public PlacementsPicture {
        placements = List.copyOf(placements);
    }

    /** For people. */
    public String text() {
        Table table = new Table("POOL", "SERVER", "LINE", "AT", "MASTER", "RULE", "WHY");
        placements.forEach(placement -> table.row(
                placement.shard().pool(),
                placement.shard().server(),
                placement.server().line(),
                placement.server().at(),
                master(placement),
                rule(placement),
                placement.why()));
        return table.toString();
    }

    /** For programs. */
    public List<Map<String, Object>> json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        placements.forEach(placement -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("pool", placement.shard().pool());
            row.put("server", placement.shard().server());
            row.put("line", placement.server().line());
            row.put("address", placement.server().at());
            row.put("master", master(placement));
            row.put("rule", rule(placement));
            row.put("why", placement.why());
            rows.add(row);
        });
        return rows;
    }

    private static String master(Placement placement) {
        return placement.master().map(MasterName::toString).orElse("-");
    }

    private static String rule(Placement placement) {
        return placement.rule().name().toLowerCase(Locale.ROOT);
    }
}
