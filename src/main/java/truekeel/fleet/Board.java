package truekeel.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import truekeel.model.TenantName;
import truekeel.report.FleetEvents;
import truekeel.report.TenantStatus;

/** The latest status of every tenant. Readers get whole values; writers replace them. */
final class Board {
    private final Map<TenantName, TenantStatus> statuses = new ConcurrentSkipListMap<>();
    private final FleetEvents events;

    Board(FleetEvents events) {
        this.events = events;
    }

    void put(TenantStatus status) {
        statuses.put(status.tenant(), status);
        events.statusChanged(status);
    }

    /** Changes a status when there is one. */
    Optional<TenantStatus> update(TenantName tenant, UnaryOperator<TenantStatus> change) {
        TenantStatus changed = statuses.computeIfPresent(tenant, (name, status) -> change.apply(status));
        if (changed != null) {
            events.statusChanged(changed);
        }
        return Optional.ofNullable(changed);
    }

    void remove(TenantName tenant) {
        if (statuses.remove(tenant) != null) {
            events.tenantGone(tenant);
        }
    }

    Optional<TenantStatus> of(TenantName tenant) {
        return Optional.ofNullable(statuses.get(tenant));
    }

    /** By name. */
    List<TenantStatus> all() {
        return List.copyOf(statuses.values());
    }
}
