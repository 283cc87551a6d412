@NullMarked
package truekeel.schema;

import org.jspecify.annotations.NullMarked;
