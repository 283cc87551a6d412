/**
 * The commands of the command line: each parses, calls one method and prints. No work is done here and nothing but
 * picocli's words are decided. Every room but {@code web} and the root is below.
 */
@NullMarked
package truekeel.cli;

import org.jspecify.annotations.NullMarked;
