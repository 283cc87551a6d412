/**
 * Tests that need programs of the system: a browser, Prometheus, Node, the image's tar. What a unit test can show has
 * no place here, and a missing program is a failure that names its package, never a skipped test. Every room is below.
 */
@NullMarked
package truekeel.system;

import org.jspecify.annotations.NullMarked;
