/**
 * What to do about the difference between desired and live state, as pure functions over values: diff, matching, order,
 * budgets, refusals, the plan's hash. Nothing here asks a clock, a server, a file or a container. Only {@code model} is
 * below.
 */
@NullMarked
package truekeel.plan;

import org.jspecify.annotations.NullMarked;
