@NullMarked
package truekeel.manifest;

import org.jspecify.annotations.NullMarked;
