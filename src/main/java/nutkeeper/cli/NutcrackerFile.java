package nutkeeper.cli;

import java.io.InputStream;
import java.nio.file.Path;
import nutkeeper.daemon.LooseFile;
import picocli.CommandLine.Parameters;

/** The nutcracker.yml that an offline command works on. */
final class NutcrackerFile {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A nutcracker.yml, or - to read it from standard input.")
    private String file = "-";

    LooseFile open(InputStream standardInput) {
        return file.equals("-") ? new LooseFile.Piped(standardInput) : new LooseFile.OnDisk(Path.of(file));
    }
}
