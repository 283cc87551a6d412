/**
 * Checks of the files that run Truekeel elsewhere. What the daemon itself does is tested in its rooms. Nothing is below
 * but the files.
 */
@NullMarked
package truekeel.deploy;

import org.jspecify.annotations.NullMarked;
