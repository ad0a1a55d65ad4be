package nutkeeper.nutcracker;

/** What reading a nutcracker.yml gives: its pools, or the first reason why it cannot be read or edited safely. */
public sealed interface Parsing permits NutcrackerConfig, Malformed {}
