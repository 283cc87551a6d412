@NullMarked
package truekeel.web.page;

import org.jspecify.annotations.NullMarked;
