/** How a tenant sends e-mail. Nothing of another kind, nothing generic. The room {@code kinds} is below. */
@NullMarked
package truekeel.kinds.emailtransport;

import org.jspecify.annotations.NullMarked;
