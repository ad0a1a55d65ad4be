package nutkeeper.architecture.offenders.settings;

import java.io.IOException;
import java.nio.file.Path;

final class FollowsASymlink {
    Path real(Path path) throws IOException {
        return path.toRealPath();
    }
}
