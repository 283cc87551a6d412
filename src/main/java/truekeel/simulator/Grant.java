package truekeel.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * What a bearer token stands for.
 *
 * @param audience the tenant's id, or the register or console host
 * @param clientId empty for a person's token
 * @param userId empty where there is no user: register and console
 */
record Grant(String audience, String clientId, String userId, Set<String> scopes, Instant expires) {}
