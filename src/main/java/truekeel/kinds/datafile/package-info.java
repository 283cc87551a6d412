/** Files that apps load data from, in spaces. Nothing of another kind. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.datafile;

import org.jspecify.annotations.NullMarked;
