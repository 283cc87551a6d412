/**
 * Whether seats of the licence are taken by themselves. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.licensesettings;

import org.jspecify.annotations.NullMarked;
