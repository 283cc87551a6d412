/** Connections to data sources, in spaces. Nothing of another kind. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.dataconnection;

import org.jspecify.annotations.NullMarked;
