/** nutcracker.yml as text with meaning: parse it, find a shard's server, change one address and no other byte. */
@NullMarked
package nutkeeper.nutcracker;

import org.jspecify.annotations.NullMarked;
