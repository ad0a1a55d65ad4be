/** What each Sentinel last said about each master, and the verdict that follows. */
@NullMarked
package nutkeeper.topology;

import org.jspecify.annotations.NullMarked;
