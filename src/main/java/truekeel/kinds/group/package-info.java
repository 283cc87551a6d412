/**
 * Groups of identity providers, custom groups, and system groups. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.group;

import org.jspecify.annotations.NullMarked;
