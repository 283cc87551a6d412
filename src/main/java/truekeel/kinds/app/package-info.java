/**
 * Apps: a file from Git, the staged copy it is imported as, and the published app that people open. Nothing of another
 * kind, nothing generic. The room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.app;

import org.jspecify.annotations.NullMarked;
