/**
 * The JSON API under {@code /api/v1} and its stream of events. Nothing here decides or remembers. The rooms
 * {@code web.view} and {@code web} are below, and through them {@code fleet}.
 */
@NullMarked
package truekeel.web.api;

import org.jspecify.annotations.NullMarked;
