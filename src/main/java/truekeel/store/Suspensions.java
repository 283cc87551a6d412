package truekeel.store;

import java.time.Instant;
import truekeel.model.TenantName;

/** Which tenants the API suspended. What Git says of suspension is not kept here. */
public interface Suspensions {
    boolean isSuspended(TenantName tenant);

    /** Suspends a tenant; the first time stands when it is suspended already. */
    void suspend(TenantName tenant, Instant at);

    /** Lifts a suspension; nothing happens when there is none. */
    void resume(TenantName tenant);
}
