package nutkeeper.architecture.offenders.keeper;

import nutkeeper.architecture.offenders.proxy.Reached;

record ImportsTheShell(Reached shell) {}
