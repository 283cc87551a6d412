/**
 * Data alerts and the conditions that they stand on. Nothing of another kind, nothing generic. The room {@code kinds}
 * is below.
 */
@NullMarked
package truekeel.kinds.dataalert;

import org.jspecify.annotations.NullMarked;
