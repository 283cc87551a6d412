/**
 * Rules that give apps from client-managed sites a space and an owner. Nothing of another kind, nothing generic. The
 * room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.stagedapprule;

import org.jspecify.annotations.NullMarked;
