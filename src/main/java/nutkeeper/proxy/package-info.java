/** Everything done to twemproxy: file, syntax test, restart, probes, and the rollout script that orders them. */
@NullMarked
package nutkeeper.proxy;

import org.jspecify.annotations.NullMarked;
