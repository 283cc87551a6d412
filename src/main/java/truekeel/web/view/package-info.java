/**
 * What the API answers, as records that are the JSON, made from the fleet's values. No HTTP and no decisions may be
 * here. The rooms {@code fleet}, {@code report}, {@code store} and below are used.
 */
@NullMarked
package truekeel.web.view;

import org.jspecify.annotations.NullMarked;
