/**
 * The explicit list of kinds. It is the one place that sees every kind; nothing but the list lives here. The packages
 * of the kinds and the room {@code kinds} are below.
 */
@NullMarked
package truekeel.kinds.all;

import org.jspecify.annotations.NullMarked;
