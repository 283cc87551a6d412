/**
 * Automations and the connections they use. Nothing of another kind, nothing generic. The room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.automation;

import org.jspecify.annotations.NullMarked;
