package nutkeeper.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.Repoint;

/** What would be done to one proxy: the difference to its file, and why; or what keeps a change back. */
public record PlanPicture(String configFile, Decision decision, String diff) {
    /** Whether anything would be done. */
    public boolean changes() {
        return decision instanceof Decision.RollOut;
    }

    /** For people: comment lines and a unified diff, so that the whole can be given to patch(1). */
    public String text() {
        return switch (decision) {
            case Decision.RollOut rollOut ->
                "# " + configFile + ": "
                        + (rollOut.plan().isSwitchOnly() ? "twemproxy would be restarted" : "would change")
                        + " because "
                        + rollOut.plan().because() + "\n" + diff;
            case Decision.Hold hold ->
                hold.reasons().isEmpty()
                        ? "# " + configFile + ": nothing to do\n"
                        : "# " + configFile + ": holding because " + String.join("\n#   and ", hold.reasons()) + "\n";
        };
    }

    /** For programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("config_file", configFile);
        json.put("changes", changes());
        switch (decision) {
            case Decision.RollOut rollOut -> {
                json.put("because", rollOut.plan().because());
                json.put(
                        "repoints",
                        rollOut.plan().repoints().stream()
                                .map(PlanPicture::json)
                                .toList());
                json.put("diff", diff);
            }
            case Decision.Hold hold -> json.put("holds", new ArrayList<>(hold.reasons()));
        }
        return json;
    }

    private static Map<String, Object> json(Repoint repoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pool", repoint.shard().pool());
        json.put("server", repoint.shard().server());
        json.put("master", repoint.master().toString());
        json.put("from", repoint.from().toString());
        json.put("to", repoint.to().toString());
        return json;
    }

    /** The JSON of several. */
    public static List<Map<String, Object>> json(List<PlanPicture> pictures) {
        return pictures.stream().map(PlanPicture::json).toList();
    }
}
