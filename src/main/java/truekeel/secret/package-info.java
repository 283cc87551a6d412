/**
 * Looks up the values of secrets at the moment they are needed, SOPS files included, and tells by a keyed digest
 * whether one was rotated. No value is kept, logged, stored or put into a message here. Below it is only {@code model}.
 */
@NullMarked
package truekeel.secret;

import org.jspecify.annotations.NullMarked;
