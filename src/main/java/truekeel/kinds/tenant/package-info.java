/**
 * The tenant itself: its display name, alias and switches. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.tenant;

import org.jspecify.annotations.NullMarked;
