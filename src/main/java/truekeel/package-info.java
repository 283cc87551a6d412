/**
 * The root room: {@code Main} and {@code Assembly}, the one place where objects are wired. No behaviour of the
 * reconciler may live here. Every other room is below it.
 */
@NullMarked
package truekeel;

import org.jspecify.annotations.NullMarked;
