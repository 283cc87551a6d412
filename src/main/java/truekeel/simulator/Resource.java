package truekeel.simulator;

import java.time.Instant;

/** One REST resource: its routes, its error dialect, and what a new tenant holds of it from the start. */
public interface Resource {

    /** How this service words its errors. */
    Dialect dialect();

    /** Adds the routes; called once per simulator. */
    void register(Routes routes);

    /** Fills the tables of a new tenant. Not called for a tenant loaded from a state document. */
    default void seed(SimTenant tenant, Ids ids, Instant now) {}
}
