/**
 * Qlik's published contract as a referee for tests: requests the client sends and answers the simulator gives are held
 * against it. No knowledge of the client or the simulator may live here. No room of ours is below.
 */
@NullMarked
package truekeel.contract;

import org.jspecify.annotations.NullMarked;
