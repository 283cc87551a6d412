@NullMarked
package truekeel.model;

import org.jspecify.annotations.NullMarked;
