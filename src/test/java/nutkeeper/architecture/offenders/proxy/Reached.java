package nutkeeper.architecture.offenders.proxy;

/** Something of the shell that others should not reach. */
public interface Reached {}
