package nutkeeper.architecture.offenders.status;

import org.slf4j.Logger;

record WritesALog(Logger log) {}
