/** How a tenant looks. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.brand;

import org.jspecify.annotations.NullMarked;
