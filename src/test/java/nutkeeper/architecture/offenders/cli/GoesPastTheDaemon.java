package nutkeeper.architecture.offenders.cli;

import nutkeeper.architecture.offenders.proxy.Reached;

record GoesPastTheDaemon(Reached proxy) {}
