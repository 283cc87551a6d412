/**
 * The tenant's one set of rules for API keys. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.apikeysettings;

import org.jspecify.annotations.NullMarked;
