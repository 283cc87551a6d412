/**
 * The loop over tenants: triggers, modes, sync windows, suspension, and the one method that shows a whole
 * reconciliation. No HTTP edge and no command may be here. Every room but {@code web} and {@code cli} is below.
 */
@NullMarked
package truekeel.fleet;

import org.jspecify.annotations.NullMarked;
