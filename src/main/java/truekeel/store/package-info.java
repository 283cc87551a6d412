/**
 * What must survive a restart: the journal of mutations, the inventory, the onset of drift, the history of runs, and
 * the cache of artefacts; the only room with SQL. No HTTP, no Git, no decision about what to change lives here. Below
 * it are {@code model} and {@code plan}.
 */
@NullMarked
package truekeel.store;

import org.jspecify.annotations.NullMarked;
