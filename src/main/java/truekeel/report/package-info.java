/**
 * What is told of runs and tenants: their status as values, conditions, metrics and renderers. Nothing here decides or
 * acts. The rooms {@code apply}, {@code store}, {@code plan} and {@code model} are below.
 */
@NullMarked
package truekeel.report;

import org.jspecify.annotations.NullMarked;
