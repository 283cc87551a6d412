/** The tenant's pinned links. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.uiconfig;

import org.jspecify.annotations.NullMarked;
