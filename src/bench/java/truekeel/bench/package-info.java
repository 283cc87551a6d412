/**
 * The benchmark: what a sweep of a fleet and a large burst of writes cost, beside the floor that Qlik's limits set.
 * Nothing here asserts a time; the figures go into a report. All rooms are below.
 */
@NullMarked
package truekeel.bench;

import org.jspecify.annotations.NullMarked;
