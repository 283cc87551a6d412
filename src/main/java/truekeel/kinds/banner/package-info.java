/**
 * The announcement at the top of the tenant's pages. Nothing of another kind, nothing generic. The room {@code kinds}
 * is below.
 */
@NullMarked
package truekeel.kinds.banner;

import org.jspecify.annotations.NullMarked;
