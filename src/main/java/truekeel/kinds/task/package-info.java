/** Reloads that run by themselves. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.task;

import org.jspecify.annotations.NullMarked;
