@NullMarked
package truekeel.web.access;

import org.jspecify.annotations.NullMarked;
