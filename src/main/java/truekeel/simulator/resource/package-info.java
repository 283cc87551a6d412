/**
 * The REST resources of the simulated Qlik Cloud, one class each, and the explicit list of them. No transport, token,
 * fault or limit may live here; resources meet only through the tenant's tables. The room below is
 * {@code truekeel.simulator}.
 */
@NullMarked
package truekeel.simulator.resource;

import org.jspecify.annotations.NullMarked;
