/** The brain: state and observation give a decision; state and outcome give the next state. */
@NullMarked
package nutkeeper.keeper;

import org.jspecify.annotations.NullMarked;
