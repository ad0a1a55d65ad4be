package nutkeeper.topology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a data node itself answered to ROLE.
 *
 * @param askedAt when the question was sent; a report is news only about what was known before
 * @param since when the node was first asked that has answered the same at every question until now
 * @param detail for people: the refusal, the failure, or nothing
 */
public record RoleReport(Address address, Role role, Instant askedAt, Instant since, String detail) {
    /** A first report. */
    public RoleReport(Address address, Role role, Instant askedAt, String detail) {
        this(address, role, askedAt, askedAt, detail);
    }

    /** This report after a former one about the same node. */
    public RoleReport after(@Nullable RoleReport former) {
        return former == null || former.role != role
                ? this
                : new RoleReport(address, role, askedAt, former.since, detail);
    }

    /** The four answers; the last two are not the same: a node may live and refuse to say. */
    public enum Role {
        MASTER,
        REPLICA,
        /** It speaks Redis but refused (NOAUTH, NOPERM, WRONGPASS), or said something else. */
        UNPROVEN,
        /** No answer within the time allowed; a hung node accepts connections and never answers. */
        UNREACHABLE
    }
}
