/**
 * The addresses from which a tenant can be reached. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.ippolicy;

import org.jspecify.annotations.NullMarked;
