/**
 * Reads the desired state from Git: remote repositories through a mirror of our own, local ones and plain folders as
 * they stand. No meaning of a file lives here, and nothing outside this room touches JGit. The room below is
 * {@code model}.
 */
@NullMarked
package truekeel.git;

import org.jspecify.annotations.NullMarked;
