/**
 * Collections of apps that everybody sees, and tags as such. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.collection;

import org.jspecify.annotations.NullMarked;
