package truekeel.store;

import java.time.Instant;
import java.util.List;
import truekeel.model.TenantName;

/** Which resources differ from their desired state, and since when. */
public interface DriftLog {

    /** The drift of a tenant as last written, by kind and name. */
    List<DriftRecord> of(TenantName tenant);

    /**
     * Writes what drifts now, in one transaction. A resource that is no longer listed ends its drift at the given time.
     * One that is listed again keeps its onset whatever became of its state and fields, and keeps its attribution only
     * while both are unchanged. A new one begins at its own {@code since}, at the latest at the given time. Resources
     * that share a reference (undeclared objects may) are told apart by their order.
     */
    void replace(TenantName tenant, List<DriftRecord> current, Instant at);

    /** Drift that ended, the latest end first. */
    List<EndedDrift> history(TenantName tenant, int limit);

    /** Forgets ended drift outside the retention, which counts per tenant. Returns how many records went. */
    int prune(Retention retention, Instant now);
}
