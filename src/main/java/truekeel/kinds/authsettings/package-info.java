/**
 * The tenant's one set of authentication settings. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.authsettings;

import org.jspecify.annotations.NullMarked;
