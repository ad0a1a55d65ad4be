package nutkeeper.proxy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nutkeeper.proxy.SyntaxTest.TestedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * STAGE and COMMIT: brings a text onto the disk by a rename; where that is impossible, by writing over the file, if the
 * operator allows that.
 */
record Installer(Target target, ConfigFile config, Backups backups, InstantSource clock, RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

    /** Lays the text beside the file; in the state folder where only the file itself may be written, and that is allowed. */
    Staged stage(String text) throws IOException, InterruptedException, StepFailed {
        Path real = config.real();
        boolean writable = Files.isWritable(real.resolveSibling("."));
        if (target.inPlace() && !writable) {
            return Staged.in(target.stateDir(), real, text, random);
        }
        try {
            return Staged.beside(real, text, random);
        } catch (FileSystemException trouble) {
            throw new StepFailed(
                    "cannot write beside " + real + ": " + StepFailed.sentence(trouble)
                            + (writable
                                    ? ""
                                    : "; let nutkeeper write in the folder, or set in_place: allow to write over the file"),
                    trouble);
        }
    }

    /** Makes the tested text the file, if it is still what the change was made from; tells what was unusual about it, if anything. */
    String commit(TestedConfig tested, Change change) throws IOException, StepFailed {
        Path real = config.real();
        Path backup = backups.keep(change.before(), FileAccess.of(real), clock.instant());
        Optional<String> obstacle = config.rename(tested, change.before());
        if (obstacle.isEmpty()) {
            return "";
        }
        if (!target.inPlace()) {
            throw new StepFailed(obstacle.get()
                    + "; where it is mounted as a single file, mount its folder instead, or set in_place: allow");
        }
        new InPlace(real, backup).overwrite(change.before(), change.after().text());
        LOG.info("wrote in place file={} why=\"{}\" backup={}", real, obstacle.get(), backup);
        return "; the file was written in place";
    }
}
