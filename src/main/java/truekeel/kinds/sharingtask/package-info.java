/**
 * Sharing tasks: reports, sheets and charts that are sent to people. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.sharingtask;

import org.jspecify.annotations.NullMarked;
