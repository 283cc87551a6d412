/**
 * The HTTP edge: orders that people give and the runs they ask for; API, pages, access and health are in the rooms
 * within this one. Nothing here decides what happens to a tenant. The room {@code fleet} and those below it are used.
 */
@NullMarked
package truekeel.web;

import org.jspecify.annotations.NullMarked;
