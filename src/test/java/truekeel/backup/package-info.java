@NullMarked
package truekeel.backup;

import org.jspecify.annotations.NullMarked;
