/**
 * Custom roles and the scopes of UserDefault. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.role;

import org.jspecify.annotations.NullMarked;
