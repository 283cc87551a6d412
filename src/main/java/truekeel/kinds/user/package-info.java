/**
 * Users: their roles, status and custom groups. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.user;

import org.jspecify.annotations.NullMarked;
