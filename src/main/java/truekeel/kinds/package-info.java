/**
 * The contract of a kind, the list of kinds, and the per-run directory of natural keys and ids. What is particular to
 * one kind stands in its own sub-package and nowhere else; siblings never see each other, and nothing here compares,
 * retries, sleeps or journals. The rooms {@code model}, {@code schema}, {@code plan} and {@code qlik} are below.
 */
@NullMarked
package truekeel.kinds;

import org.jspecify.annotations.NullMarked;
