package nutkeeper.architecture.offenders.keeper;

import java.util.concurrent.ConcurrentMap;

record SharesAMap(ConcurrentMap<String, String> shared) {}
