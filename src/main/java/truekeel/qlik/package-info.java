/**
 * One Qlik Cloud tenant's HTTP: tokens, paging, rate budget, retry and the errors of the outside world; the only HTTP
 * client. What a resource means, how it is compared and when it is written has no place here. The room below is
 * {@code model}.
 */
@NullMarked
package truekeel.qlik;

import org.jspecify.annotations.NullMarked;
