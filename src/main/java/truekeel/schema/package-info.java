/**
 * One JSON Schema per kind and everything that is read from it: keys, references, field marks, documentation. No
 * behaviour of a kind and no file of the user may live here. The room below is {@code model}.
 */
@NullMarked
package truekeel.schema;

import org.jspecify.annotations.NullMarked;
