package nutkeeper.nutcracker;

import java.util.Optional;
import nutkeeper.topology.Address;

/** One server of one pool: what twemproxy reads in its entry, and where the entry stands. */
public record Server(Shard shard, ServerText spelled, Scalar entry, boolean listed) {
    /** Whether the entry ends in a name of its own; if not, its name is twemproxy's default, made of host and port. */
    public boolean named() {
        return spelled.named();
    }

    /** The host as spelled, or the path of a unix socket. */
    public String host() {
        return spelled.host();
    }

    /** The port as spelled, with its leading zeros; empty for a unix socket. */
    public String port() {
        return spelled.port();
    }

    /** Host and port as spelled, or the path of a unix socket. */
    public String at() {
        return spelled.place();
    }

    /** The weight as spelled. */
    public String weight() {
        return spelled.weight();
    }

    /** The line of the entry's first character, counted from 1. */
    public int line() {
        return entry.line();
    }

    /** The column of the entry's first character in code points, counted from 1. */
    public int column() {
        return entry.column();
    }

    /**
     * Where the server is; empty for a unix socket, and for a host that is no address to twemproxy either, such as an IPv6
     * address in brackets, which its resolver refuses.
     */
    public Optional<Address> address() {
        return spelled.isUnix() || host().startsWith("[")
                ? Optional.empty()
                : Address.of(host(), Integer.toString(Decimal.parse(port())));
    }

    /** Why host and port cannot be changed without touching anything else; empty where they can. */
    public Optional<String> uneditable() {
        if (!listed) {
            return Optional.of("the entry stands outside a list; write servers: with one line of its own per server");
        }
        if (entry.style() == Scalar.Style.BLOCK) {
            return Optional.of("the entry is a block scalar ('|' or '>'); write it on the line of its dash");
        }
        if (entry.spansLines()) {
            return Optional.of("the entry spans several lines; write it on one");
        }
        return entry.spellsLiterally(spelled.place() + ":")
                ? Optional.empty()
                : Optional.of("host or port are spelled with escapes; write them plainly");
    }

    /** {@code pool/server at host:port}. */
    @Override
    public String toString() {
        return shard + " at " + spelled.place();
    }
}
