/** OAuth clients of a tenant. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.oauthclient;

import org.jspecify.annotations.NullMarked;
