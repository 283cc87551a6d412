package truekeel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.ReconcilePolicy;
import truekeel.model.TenantName;
import truekeel.report.Conditions;
import truekeel.report.FleetEvents;
import truekeel.report.Residence;
import truekeel.report.RunReport;
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

    /**
     * Shows what a revision asks of a tenant; how a tenant stood before stays until its next run, if it can have one.
     */
    void show(DesiredSource.Pull pull, TenantManifest manifest, boolean suspended, Instant now) {
        Optional<TenantStatus> before = of(manifest.name());
        Optional<TenantSpec> spec = manifest.document();
        TenantStatus status = new TenantStatus(
                manifest.name(),
                spec.map(document -> place(document, before)).orElse(TenantStatus.Place.UNKNOWN),
                new TenantStatus.Stance(
                        spec.map(document -> document.reconcile().mode()).orElse(ReconcilePolicy.Mode.OBSERVE),
                        suspended),
                Optional.of(pull.catalogue().revision()),
                before.map(TenantStatus::conditions).orElse(List.of()),
                manifest.findings(),
                before.flatMap(TenantStatus::last));
        if (manifest instanceof TenantManifest.Broken broken) {
            put(status.outOfSight(Conditions.broken(broken.findings(), now)));
        } else {
            put(before.isPresent() ? status : status.withConditions(Conditions.waiting(now)));
        }
    }

    /** Where Git does not tell, the latest run knew. */
    private static TenantStatus.Place place(TenantSpec document, Optional<TenantStatus> before) {
        String hostname = document.hostname()
                .or(() -> before.flatMap(TenantStatus::last)
                        .flatMap(RunReport::residence)
                        .map(Residence::hostname))
                .orElse("");
        return new TenantStatus.Place(hostname, document.region());
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
