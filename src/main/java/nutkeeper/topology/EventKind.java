package nutkeeper.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * Every channel on which a Sentinel publishes (sentinel.c, calls of sentinelEvent, 2.8 to 8.0 and Valkey 9), and also the
 * names of the official table that no Sentinel uses: without their sign, or no longer published.
 */
public enum EventKind {
    SWITCH_MASTER("+switch-master", "switch-master"),
    PROMOTED_SLAVE("+promoted-slave"),
    FAILOVER_STATE_RECONF_SLAVES("+failover-state-reconf-slaves", "failover-state-reconf-slaves"),
    CONFIG_UPDATE_FROM("+config-update-from"),
    ROLE_CONTRADICTS("-role-change"),
    ROLE_CHANGE("+role-change"),
    SELECTED_SLAVE("+selected-slave", "selected-slave"),
    SEND_SLAVEOF_NOONE("+failover-state-send-slaveof-noone", "failover-state-send-slaveof-noone"),
    WAIT_PROMOTION("+failover-state-wait-promotion"),
    SDOWN("+sdown"),
    SDOWN_OVER("-sdown"),
    ODOWN("+odown"),
    ODOWN_OVER("-odown"),
    TRY_FAILOVER("+try-failover"),
    ELECTED_LEADER("+elected-leader"),
    SELECT_SLAVE("+failover-state-select-slave", "failover-state-select-slave"),
    NEW_EPOCH("+new-epoch"),
    VOTE_FOR_LEADER("+vote-for-leader"),
    ABORT_NOT_ELECTED("-failover-abort-not-elected"),
    ABORT_NO_GOOD_SLAVE("-failover-abort-no-good-slave", "no-good-slave"),
    ABORT_SLAVE_TIMEOUT("-failover-abort-slave-timeout"),
    ABORT_MASTER_TIMEOUT("-failover-abort-master-timeout"),
    SLAVE_RECONF_SENT("+slave-reconf-sent"),
    SLAVE_RECONF_INPROG("+slave-reconf-inprog"),
    SLAVE_RECONF_DONE("+slave-reconf-done"),
    SLAVE_RECONF_SENT_BE("+slave-reconf-sent-be"),
    SLAVE_RECONF_SENT_TIMEOUT("-slave-reconf-sent-timeout"),
    FAILOVER_END("+failover-end", "failover-end"),
    FAILOVER_END_FOR_TIMEOUT("+failover-end-for-timeout", "failover-end-for-timeout"),
    RESET_MASTER("+reset-master"),
    MONITOR("+monitor"),
    MONITOR_OVER("-monitor"),
    SET("+set"),
    SLAVE("+slave"),
    CONVERT_TO_SLAVE("+convert-to-slave"),
    FIX_SLAVE_CONFIG("+fix-slave-config", "fix-slave-config"),
    REBOOT("+reboot"),
    SENTINEL("+sentinel"),
    SENTINEL_ADDRESS_SWITCH("+sentinel-address-switch"),
    SENTINEL_ADDRESS_UPDATE("+sentinel-address-update"),
    SENTINEL_INVALID_ADDRESS("+sentinel-invalid-addr"),
    TILT("+tilt"),
    TILT_OVER("-tilt"),
    SCRIPT_ERROR("-script-error"),
    SCRIPT_TIMEOUT("-script-timeout"),
    /** Logged by Sentinel at debug level and never published. */
    SCRIPT_CHILD("+script-child", "-script-child"),
    CMD_LINK_RECONNECTION("-cmd-link-reconnection"),
    PUBSUB_LINK_RECONNECTION("-pubsub-link-reconnection"),
    /** Documented, but published by no version that has the code for it. */
    FAILOVER_DETECTED("+failover-detected", "failover-detected"),
    DUP_SENTINEL("-dup-sentinel"),
    /** A channel that this version does not know; the payload is kept as it came. */
    UNKNOWN();

    private static final Map<String, EventKind> BY_CHANNEL = byChannel();

    @SuppressWarnings("ImmutableEnumChecker") // never handed out, never written
    private final String[] channels;

    EventKind(String... channels) {
        this.channels = channels;
    }

    /** The kind of a channel, or {@link #UNKNOWN}. */
    public static EventKind of(String channel) {
        return BY_CHANNEL.getOrDefault(channel, UNKNOWN);
    }

    /** Whether a failover of the master has become likely or is under way, so that it should be asked about more often. */
    public boolean arms() {
        return switch (this) {
            case ODOWN,
                    TRY_FAILOVER,
                    ELECTED_LEADER,
                    SELECT_SLAVE,
                    SELECTED_SLAVE,
                    SEND_SLAVEOF_NOONE,
                    WAIT_PROMOTION -> true;
            default -> false;
        };
    }

    /** Whether people want to read of it in the log of an ordinary day. */
    public boolean isNoteworthy() {
        return switch (this) {
            case SWITCH_MASTER,
                    PROMOTED_SLAVE,
                    SELECTED_SLAVE,
                    ODOWN,
                    ODOWN_OVER,
                    TRY_FAILOVER,
                    ABORT_NOT_ELECTED,
                    ABORT_NO_GOOD_SLAVE,
                    ABORT_SLAVE_TIMEOUT,
                    ABORT_MASTER_TIMEOUT,
                    RESET_MASTER,
                    MONITOR,
                    MONITOR_OVER,
                    UNKNOWN -> true;
            default -> false;
        };
    }

    private static Map<String, EventKind> byChannel() {
        Map<String, EventKind> kinds = new HashMap<>();
        for (EventKind kind : values()) {
            for (String channel : kind.channels) {
                kinds.put(channel, kind);
            }
        }
        return Map.copyOf(kinds);
    }
}
