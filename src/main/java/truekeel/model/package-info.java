/**
 * The words of the domain as immutable values: references, desired and live objects, value trees, findings, and what no
 * text may show. Nothing here knows a clock, a file system, HTTP or a container. There is no room below.
 */
@NullMarked
package truekeel.model;

import org.jspecify.annotations.NullMarked;
