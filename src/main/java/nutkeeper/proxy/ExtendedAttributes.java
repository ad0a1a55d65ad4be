package nutkeeper.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file carries beside owner and mode: its ACL, security context and extended attributes. Java can reach only a part of
 * them, so cp(1) of GNU coreutils copies them. Where that cannot be done, as with BusyBox, the rollout goes on without them
 * and says so: a file that follows the master late is worse than one that lost a label.
 */
final class ExtendedAttributes {
    private static final Duration COPY_WITHIN = Duration.ofSeconds(2);
    private static final Duration KILL_GRACE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ExtendedAttributes.class);

    private ExtendedAttributes() {}

    /**
     * Copies them, and the mode with them, as an ACL and the group's bits are one. The owner is {@link FileAccess}'s, which
     * follows no symlink; the times stay, since the content is new.
     */
    static void copy(Path original, Path fresh) throws InterruptedException {
        Command copy = new Command(
                List.of(
                        "cp",
                        "--attributes-only",
                        "--preserve=all",
                        "--no-preserve=ownership,timestamps,links",
                        "--",
                        original.toString(),
                        fresh.toString()),
                Map.of(),
                COPY_WITHIN,
                KILL_GRACE);
        switch (copy.run()) {
            case Command.Ended.Exited(int status, OutputTail output) -> {
                if (status != 0) {
                    warn(original, "cp ended with status " + status + ": " + output.line());
                }
            }
            case Command.Ended.TimedOut(Duration limit, OutputTail _) ->
                warn(original, "cp did not end within " + limit.toMillis() + " ms");
            case Command.Ended.NotStarted(String why) -> warn(original, why);
        }
    }

    private static void warn(Path original, String why) {
        LOG.warn(
                "cannot keep ACL and extended attributes file={} why=\"{}\" next=\"going on with owner and mode\"",
                original,
                why);
    }
}
