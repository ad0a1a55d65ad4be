package nutkeeper.architecture.offenders.keeper;

import java.util.Random;

record RollsDice(Random random) {}
