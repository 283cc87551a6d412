/**
 * The status pages, which work without a script, and what a browser or client sees when something went wrong. No
 * decisions and no HTML in strings may be here. The rooms {@code web.view} and {@code web} are below, and through them
 * {@code fleet}.
 */
@NullMarked
package truekeel.web.page;

import org.jspecify.annotations.NullMarked;
