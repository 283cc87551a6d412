/**
 * Who may use pages and API: tokens, sign-in by a form, and requests that another site sent in somebody's name. What
 * they may do there is no question here: whoever is in may do all. The room {@code web.view} and {@code model} are
 * below.
 */
@NullMarked
package truekeel.web.access;

import org.jspecify.annotations.NullMarked;
