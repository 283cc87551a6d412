package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.TenantName;

/** Which resources differ from their desired state, and since when. */
public interface DriftLog {

    /** The drift of a tenant as last written, by kind and name. */
    List<DriftRecord> of(TenantName tenant);

    /**
     * Writes what drifts now, in one transaction. A resource that is no longer listed ends its drift at the given time.
     * One that is listed again keeps its onset and cause whatever became of its state and fields, and keeps its
     * attribution only while it shows the same difference. A new one begins at its own {@code since}, at the latest at
     * the given time. Resources that share a reference (undeclared objects may) are told apart by their order.
     */
    void replace(TenantName tenant, List<DriftRecord> current, Instant at);

    /**
     * What was known until now of each of these, in their order: empty for drift that would begin with them. Told apart
     * as by {@link #replace}.
     */
    default List<Optional<DriftRecord>> before(TenantName tenant, List<DriftRecord> current) {
        return DriftSuccession.predecessors(of(tenant), current);
    }

    /** Drift that ended, the latest end first. */
    List<EndedDrift> history(TenantName tenant, int limit);

    /** Drift that ended within a time, both ends included, the latest end first. */
    List<EndedDrift> ended(TenantName tenant, Instant from, Instant to);

    /** Forgets ended drift outside the retention, which counts per tenant. Returns how many records went. */
    int prune(Retention retention, Instant now);
}
