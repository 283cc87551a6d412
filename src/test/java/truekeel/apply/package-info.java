/**
 * Tests of how plans are carried out that belong to no single kind. No test of a kind or of a command lives here. Below
 * are the simulator's seam and the fixtures of secrets.
 */
@NullMarked
package truekeel.apply;

import org.jspecify.annotations.NullMarked;
