/** One watcher per Sentinel: subscribe, ask, post votes on the board, ring the bell; and the ROLE probe of data nodes. */
@NullMarked
package nutkeeper.sentinel;

import org.jspecify.annotations.NullMarked;
