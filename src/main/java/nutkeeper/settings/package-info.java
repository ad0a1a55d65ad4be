/** Our own configuration: records with defaults, every rule a sentence, unknown keys refused. */
@NullMarked
package nutkeeper.settings;

import org.jspecify.annotations.NullMarked;
