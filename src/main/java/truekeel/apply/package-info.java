/**
 * Carries an admitted plan out: journal, send, confirm, inventory. It decides nothing about what to do, only how far it
 * came. The rooms {@code kinds}, {@code store}, {@code qlik}, {@code plan} and {@code model} are below.
 */
@NullMarked
package truekeel.apply;

import org.jspecify.annotations.NullMarked;
