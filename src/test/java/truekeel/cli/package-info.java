@NullMarked
package truekeel.cli;

import org.jspecify.annotations.NullMarked;
