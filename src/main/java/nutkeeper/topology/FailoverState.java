package nutkeeper.topology;

import java.util.Locale;

/** The {@code failover-state} of SENTINEL MASTER (sentinel.c, sentinelFailoverStateStr). */
public enum FailoverState {
    NONE,
    WAIT_START,
    SELECT_SLAVE,
    SEND_SLAVEOF_NOONE,
    WAIT_PROMOTION,
    RECONF_SLAVES,
    UPDATE_CONFIG,
    /** A state that this version does not know. */
    UNKNOWN;

    /** Whether the Sentinel that says so has promoted the new master and cannot abort the failover any more. */
    public boolean isPastPromotion() {
        return this == RECONF_SLAVES || this == UPDATE_CONFIG;
    }

    /** Reads Sentinel's spelling, such as {@code reconf_slaves}. */
    public static FailoverState parse(String text) {
        for (FailoverState state : values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
