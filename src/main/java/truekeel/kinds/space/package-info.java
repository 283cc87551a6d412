/** Spaces and their members. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.space;

import org.jspecify.annotations.NullMarked;
