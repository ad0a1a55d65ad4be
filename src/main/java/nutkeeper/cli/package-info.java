/** Sub-commands, exit codes, main. */
@NullMarked
package nutkeeper.cli;

import org.jspecify.annotations.NullMarked;
