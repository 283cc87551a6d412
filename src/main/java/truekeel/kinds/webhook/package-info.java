/**
 * Calls of other systems when something happens in a tenant. Nothing of another kind. The room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.webhook;

import org.jspecify.annotations.NullMarked;
