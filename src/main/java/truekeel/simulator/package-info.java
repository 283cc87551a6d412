/**
 * A Qlik Cloud of its own: hosts, tokens, rate limits, faults, log and control API behind one pure core, and the server
 * in front of it. Nothing of the reconciler may live here, and nothing here may import another room: shared code would
 * share its mistakes. No room of ours is below; the JDK, Jackson, Vert.x and BouncyCastle are.
 */
@NullMarked
package truekeel.simulator;

import org.jspecify.annotations.NullMarked;
