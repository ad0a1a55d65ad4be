package nutkeeper.keeper;

import java.util.List;

/** What shall be done to one proxy now. Both answers carry their because. */
public sealed interface Decision {
    /** Do nothing. Without reasons there is nothing to do; with reasons there is, and these keep it back. */
    record Hold(List<String> reasons) implements Decision {
        public Hold {
            reasons = List.copyOf(reasons);
        }
    }

    /** Carry out this plan. */
    record RollOut(Plan plan) implements Decision {}
}
