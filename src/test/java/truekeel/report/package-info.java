@NullMarked
package truekeel.report;

import org.jspecify.annotations.NullMarked;
