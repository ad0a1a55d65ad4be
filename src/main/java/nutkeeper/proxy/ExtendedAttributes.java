package nutkeeper.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file carries beside owner and mode: its ACL, security context and extended attributes. Java can reach only a part of
 * them, so cp(1) of GNU coreutils copies them. Where that cannot be done, as with BusyBox, the rollout goes on without them
 * and says so: a file that follows the master late is worse than one that lost a label.
 */
final class ExtendedAttributes {
    private static final Duration COPY_WITHIN = Duration.ofSeconds(2);
    private static final int SAID_BYTES = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ExtendedAttributes.class);

    private ExtendedAttributes() {}

    /**
     * Copies them, and the mode with them, as an ACL and the group's bits are one. The owner is {@link FileAccess}'s, which
     * follows no symlink; the times stay, since the content is new.
     */
    static void copy(Path original, Path fresh) throws InterruptedException {
        try {
            Process cp = start(original, fresh);
            if (!cp.waitFor(COPY_WITHIN)) {
                cp.destroyForcibly();
                warn(original, "cp did not end within " + COPY_WITHIN.toMillis() + " ms");
            } else if (cp.exitValue() != 0) {
                warn(original, "cp ended with status " + cp.exitValue() + ": " + said(cp));
            }
        } catch (IOException trouble) {
            warn(original, StepFailed.sentence(trouble));
        }
    }

    /** One bare process and not a {@link Command}, which takes four: this one is on the way of every failover. */
    private static Process start(Path original, Path fresh) throws IOException {
        ProcessBuilder cp = new ProcessBuilder(
                        "cp",
                        "--attributes-only",
                        "--preserve=all",
                        "--no-preserve=ownership,timestamps,links",
                        "--",
                        original.toString(),
                        fresh.toString())
                .redirectErrorStream(true);
        cp.environment().clear();
        return cp.start();
    }

    private static String said(Process cp) throws IOException {
        return new String(cp.getInputStream().readNBytes(SAID_BYTES), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("nothing");
    }

    private static void warn(Path original, String why) {
        LOG.warn(
                "cannot keep ACL and extended attributes file={} why=\"{}\" next=\"going on with owner and mode\"",
                original,
                why);
    }
}
