package nutkeeper.keeper;

import java.util.List;

/**
 * What one rollout shall do to one proxy: the addresses to change (none where only a switch is due), the text of the file on
 * which the decision was made, and the reason as one sentence. The rollout refuses when the file is no longer that text.
 */
public record Plan(List<Repoint> repoints, String decidedOn, String because) {
    public Plan {
        repoints = List.copyOf(repoints);
    }

    /** Whether the file stays as it is and only twemproxy has yet to run it. */
    public boolean isSwitchOnly() {
        return repoints.isEmpty();
    }
}
