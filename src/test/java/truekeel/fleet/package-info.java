@NullMarked
package truekeel.fleet;

import org.jspecify.annotations.NullMarked;
