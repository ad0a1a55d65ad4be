package nutkeeper.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import nutkeeper.nutcracker.Lint;
import nutkeeper.nutcracker.LintFinding;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Surroundings;

/** One nutcracker.yml and the host it lies on, which lint must be told about. */
record LintedFile(Path file, ProxyUsers users, HostNames names) {
    private static final Duration NAMES_WITHIN = Duration.ofSeconds(3);

    static LintedFile onThisHost(Path file) {
        return new LintedFile(file, ProxyUsers.ofThisHost(), new HostNames(InetAddress::getByName, NAMES_WITHIN));
    }

    /** What lint finds in this text of the file. */
    List<LintFinding> findings(NutcrackerConfig config) throws InterruptedException {
        String shutOut = users.of(file)
                .filter(user -> !user.mayRead(file))
                .map(ProxyUser::who)
                .orElse("");
        return Lint.of(config, new Surroundings(names.unresolved(Lint.hostNames(config)), isReadableByAll(), shutOut));
    }

    /** By its own mode: folders above that let nobody pass may be opened for other reasons. */
    private boolean isReadableByAll() {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException unknown) {
            return false;
        }
    }
}
