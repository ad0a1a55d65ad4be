package nutkeeper.topology;

import java.time.Instant;

/**
 * What a data node itself answered to ROLE.
 *
 * @param askedAt when the question was sent; a report is news only about what was known before
 * @param detail for people: the refusal, the failure, or nothing
 */
public record RoleReport(Address address, Role role, Instant askedAt, String detail) {
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
