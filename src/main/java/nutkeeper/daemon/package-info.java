/** Wires all, owns the loop, the clock, start and stop. */
@NullMarked
package nutkeeper.daemon;

import org.jspecify.annotations.NullMarked;
