/**
 * Looks up the values of secrets at the moment they are needed, SOPS files included, tells by a keyed digest whether
 * one was rotated, and hands new ones over to a sink. No value is kept, logged, stored or put into a message here.
 * Below it is only {@code model}.
 */
@NullMarked
package truekeel.secret;

import org.jspecify.annotations.NullMarked;
