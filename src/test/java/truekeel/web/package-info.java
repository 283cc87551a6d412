@NullMarked
package truekeel.web;

import org.jspecify.annotations.NullMarked;
