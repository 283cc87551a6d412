/**
 * Origins in the tenant's content security policy. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.csporigin;

import org.jspecify.annotations.NullMarked;
