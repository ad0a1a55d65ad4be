package nutkeeper.architecture.offenders.sentinel;

import nutkeeper.architecture.offenders.proxy.Reached;

record KnowsTheProxy(Reached proxy) {}
