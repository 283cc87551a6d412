/** Themes, uploaded as zip files. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.theme;

import org.jspecify.annotations.NullMarked;
