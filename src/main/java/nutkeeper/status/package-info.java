/** Pictures of what nutkeeper sees, decides and did, and their renderings as text and JSON. */
@NullMarked
package nutkeeper.status;

import org.jspecify.annotations.NullMarked;
