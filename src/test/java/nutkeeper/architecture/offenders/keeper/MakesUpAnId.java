package nutkeeper.architecture.offenders.keeper;

import java.util.UUID;

final class MakesUpAnId {
    UUID id() {
        return UUID.randomUUID();
    }
}
