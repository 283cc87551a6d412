/**
 * The HTTP edge: the JSON API, its events and its problems, and health; the status pages and access are in rooms of
 * their own below this one. Nothing here decides what happens to a tenant. The room {@code fleet} and those below it
 * are used.
 */
@NullMarked
package truekeel.web;

import org.jspecify.annotations.NullMarked;
