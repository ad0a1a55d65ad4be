package nutkeeper.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import nutkeeper.proxy.ProxyLock.Acquisition;
import nutkeeper.proxy.SyntaxTest.Verdict;

/**
 * Replaces the text of one nutcracker.yml for a person: STAGE, TEST and COMMIT as a {@link Rollout} does them, under the lock
 * that a daemon would hold, but without a mark, a backup and a switch.
 */
public final class Rewrite {
    private final ConfigFile config;
    private final SyntaxTest syntax;
    private final RandomGenerator random = new SecureRandom();

    /** {@code nutcracker} is the binary that tests the new file: a name to look up, or a path. */
    public Rewrite(Path file, String nutcracker, Limits limits) {
        this.config = new ConfigFile(file);
        this.syntax = new SyntaxTest(nutcracker, Executables.ofThisProcess(), limits);
    }

    /** What became of the file. */
    public sealed interface Result {
        /** It has the new text. */
        record Written() implements Result {}

        /** It is as it was; {@code why} is one sentence. */
        record Refused(String why) implements Result {}
    }

    /** Makes the file say {@code after}, if it still says {@code before} and nutcracker accepts the new text. */
    public Result run(String before, String after) throws InterruptedException {
        return switch (ProxyLock.acquireInPassing(config)) {
            case Acquisition.Denied(String why) -> new Result.Refused(why);
            case Acquisition.Held(ProxyLock lock) -> {
                try (lock) {
                    yield write(before, after);
                } catch (IOException trouble) {
                    yield new Result.Refused("cannot replace " + config.path() + ": " + StepFailed.sentence(trouble));
                } catch (StepFailed failed) {
                    yield new Result.Refused(failed.why());
                }
            }
        };
    }

    private Result write(String before, String after) throws IOException, StepFailed, InterruptedException {
        try (Staged staged = Staged.beside(config.real(), after, random)) {
            return switch (syntax.test(staged.file())) {
                case Verdict.Failed(String why) -> new Result.Refused(why);
                case Verdict.Passed(SyntaxTest.TestedConfig tested) -> {
                    config.replaceBy(tested, before);
                    yield new Result.Written();
                }
            };
        }
    }
}
