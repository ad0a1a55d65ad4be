package nutkeeper.topology;

import java.util.Optional;

/**
 * One message that a Sentinel published. An event is a wake-up: nothing in it is ever acted upon but the name of the master
 * to ask about.
 *
 * @param payload as it came, at most 1,024 bytes (sentinel.c, LOG_MAX_LEN)
 * @param about what the payload says, as far as it could be read
 */
public record SentinelEvent(EventKind kind, String channel, String payload, About about) {
    /** What an event is about. */
    public sealed interface About {
        /** The master's name, where the payload has one. */
        default Optional<String> master() {
            return Optional.empty();
        }
    }

    /** A master: {@code master NAME ADDR PORT[ REST]}. The address is empty if it was not valid (sentinel.c prints "" for an unresolvable host). */
    public record Master(String name, Optional<Address> address, String rest) implements About {
        @Override
        public Optional<String> master() {
            return Optional.of(name);
        }
    }

    /** A replica or a Sentinel of a master: {@code slave|sentinel INAME ADDR PORT @ NAME MADDR MPORT[ REST]}. */
    public record Member(
            String type,
            String id,
            Optional<Address> address,
            String ofMaster,
            Optional<Address> masterAddress,
            String rest)
            implements About {
        @Override
        public Optional<String> master() {
            return Optional.of(ofMaster);
        }
    }

    /** {@code NAME OLDIP OLDPORT NEWIP NEWPORT}, of +switch-master. */
    public record Switch(String name, Optional<Address> from, Optional<Address> to) implements About {
        @Override
        public Optional<String> master() {
            return Optional.of(name);
        }
    }

    /** {@code EPOCH}, of +new-epoch; or {@code RUNID EPOCH}, of +vote-for-leader. */
    public record Epoch(Optional<String> runId, long epoch) implements About {}

    /** Nothing that has a form: TILT, scripts, unknown channels, payloads that could not be read. */
    public record Text(String text) implements About {}
}
