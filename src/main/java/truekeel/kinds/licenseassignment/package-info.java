/** Seats of the licence that people hold. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.licenseassignment;

import org.jspecify.annotations.NullMarked;
