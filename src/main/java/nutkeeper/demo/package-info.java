/** A world of real Redis, Sentinel and twemproxy processes on loopback, and the demonstration that runs in it. */
@NullMarked
package nutkeeper.demo;

import org.jspecify.annotations.NullMarked;
