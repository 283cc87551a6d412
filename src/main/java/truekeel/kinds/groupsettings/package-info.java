/**
 * The tenant's one set of group settings. Nothing of another kind, nothing generic. The room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.groupsettings;

import org.jspecify.annotations.NullMarked;
