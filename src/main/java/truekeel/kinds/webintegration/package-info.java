/**
 * Web integrations: the origins that may embed a tenant. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.webintegration;

import org.jspecify.annotations.NullMarked;
