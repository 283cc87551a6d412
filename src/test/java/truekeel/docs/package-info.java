/**
 * Holds the pages under {@code docs} to what the code says. How a page reads is for people to judge. Every room is
 * below.
 */
@NullMarked
package truekeel.docs;

import org.jspecify.annotations.NullMarked;
