package nutkeeper.nutcracker;

import java.util.Locale;

/**
 * What {@link Lint} looks for: things that twemproxy 0.5.0 takes, or seems to take, and that hurt later. Each has a page,
 * {@code docs/lint/ID.md}, with what was measured.
 */
public enum LintRule {
    AUTO_EJECT_HOSTS(
            "while a server is ejected its keys go to other servers, and a pool of one server stays dead for"
                    + " server_retry_timeout although the new master is there",
            "set auto_eject_hosts: false"),
    NO_TIMEOUT(
            "a request to a server that hangs waits as long as it hangs, and its client with it",
            "set timeout: 400, in milliseconds"),
    SMALL_BACKLOG(
            "when all clients come back at once after a restart, those beyond the backlog wait a second for their next try",
            "set backlog: 4096, and net.core.somaxconn to no less"),
    UNNAMED_SERVER(
            "without a name the place on the hash ring hangs on the address; no key will move, as the first change pins the"
                    + " default name, which is then an address where the server no longer is",
            "append to each the name that it has by default; any other name would move keys"),
    UNESCAPED_NAME(
            "twemproxy writes names into its statistics as they are, which makes them no JSON or another name",
            "leave '\"' and '\\' out of names, but know that another server name moves keys"),
    STAR_LISTEN(
            "twemproxy listens on [::1] only, so that neither IPv4 nor any other host reaches the pool",
            "write 0.0.0.0 in its place"),
    UNKNOWN_KEY("twemproxy 0.5.0 refuses the whole file for it and does not start", "remove it"),
    SHARED_ADDRESS(
            "one Redis gets the keys of both, and its failure is the failure of both",
            "correct the address of one if it was copied by mistake; taking one out moves keys"),
    UNRESOLVED_HOST(
            "twemproxy takes it without a word and asks at each new connection, and while a name service does not answer,"
                    + " all pools stand still",
            "correct it, or write the IP address; bare if it is IPv6"),
    UNREADABLE_FILE(
            "twemproxy ends when it cannot read its file, so the next restart would leave it down",
            "let that user read the file and pass its folders, or give the file to its group"),
    WEIGHT_WRAPS(
            "twemproxy counts in 32 bits and takes another weight than the file says",
            "write the weight that is in force; another one moves keys"),
    MODULA_MEMORY(
            "modula takes 8 bytes for each unit of weight, 17 GB for the largest weight, and when the sum passes 32 bits"
                    + " nutcracker aborts at its start",
            "divide all weights of the pool by the same number; with modula that moves keys, so plan for it"),
    SERVER_CONNECTIONS(
            "requests of one client spread over the connections and overtake each other, so that a pipelined GET does not"
                    + " see the SET before it",
            "remove it, or set it to 1"),
    CLIENT_CONNECTIONS(
            "twemproxy reads this key and then forgets it, so the number of clients has no such limit",
            "remove it, and limit open files (LimitNOFILE) where a limit is wanted"),
    READABLE_PASSWORD(
            "who can read the password can write to every Redis behind this proxy",
            "let only the users of twemproxy and nutkeeper read the file, as with mode 640 and a common group");

    private final String why;
    private final String remedy;

    LintRule(String why, String remedy) {
        this.why = why;
        this.remedy = remedy;
    }

    /** The name in small letters with hyphens, which is also that of the page; it never changes its meaning. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The page that tells more, as a path in the source tree. */
    public String page() {
        return "docs/lint/" + id() + ".md";
    }

    /** What it leads to. */
    public String why() {
        return why;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
