@NullMarked
package truekeel.web.view;

import org.jspecify.annotations.NullMarked;
