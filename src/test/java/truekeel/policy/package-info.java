@NullMarked
package truekeel.policy;

import org.jspecify.annotations.NullMarked;
