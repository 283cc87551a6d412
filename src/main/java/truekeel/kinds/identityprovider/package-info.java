/**
 * Ways to log in to a tenant, and what waits for a person's login test. Nothing of another kind, nothing generic. The
 * room {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.identityprovider;

import org.jspecify.annotations.NullMarked;
