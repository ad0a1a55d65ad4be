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

    /** The same plan with nothing left but the switch, after its file was committed. */
    Plan switchOnly() {
        return new Plan(List.of(), decidedOn, because);
    }

    /** Whether the other plan would do the same: the same changes to the same text, or both only switch. */
    boolean doesTheSameAs(Plan other) {
        return repoints.equals(other.repoints) && (isSwitchOnly() || decidedOn.equals(other.decidedOn));
    }

    /** The changes and the reason; not the text, which may hold passwords. */
    @Override
    public String toString() {
        return repoints + " because " + because;
    }
}
