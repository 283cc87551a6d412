package truekeel.report;

import java.util.List;
import java.util.Optional;
import truekeel.model.Finding;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/**
 * How one tenant stands, for the page, the API and the metrics. A value: it is replaced as a whole.
 *
 * @param revision the desired state's; empty before the first one was read
 * @param last the latest run that got as far as a plan
 */
public record TenantStatus(
        TenantName tenant,
        Place place,
        Stance stance,
        Optional<Revision> revision,
        List<Condition> conditions,
        List<Finding> findings,
        Optional<RunReport> last) {
    public TenantStatus {
        conditions = List.copyOf(conditions);
        findings = List.copyOf(findings);
    }

    /** Where the tenant is; both may be empty texts while its document is unreadable. */
    public record Place(String hostname, String region) {
        public static final Place UNKNOWN = new Place("", "");
    }

    /** How it is reconciled, and whether the API suspends it on top. */
    public record Stance(Mode mode, boolean suspended) {
        public boolean isSuspended() {
            return suspended || mode == Mode.SUSPEND;
        }
    }

    public boolean isReady() {
        return condition(Condition.Type.READY)
                .filter(condition -> condition.status() == Condition.Status.TRUE)
                .isPresent();
    }

    public Optional<Condition> condition(Condition.Type type) {
        return conditions.stream().filter(condition -> condition.type() == type).findFirst();
    }

    /** The new conditions, each with the time since which its status holds. */
    public TenantStatus withConditions(List<Condition> changed) {
        List<Condition> continued = changed.stream()
                .map(condition ->
                        condition(condition.type()).map(condition::continuing).orElse(condition))
                .toList();
        return new TenantStatus(tenant, place, stance, revision, continued, findings, last);
    }

    /**
     * The tenant while nobody can look at it: what was in sync is unknown from now on, drift that was seen stays as it
     * was.
     *
     * @param obstacle why not, {@link Condition.Type#READY} among them
     */
    public TenantStatus outOfSight(List<Condition> obstacle) {
        TenantStatus status = withConditions(obstacle);
        return status.condition(Condition.Type.READY)
                .flatMap(ready -> last.map(report -> report.outOfSight(ready.message(), ready.since())))
                .map(status::withLast)
                .orElse(status);
    }

    public TenantStatus withLast(RunReport report) {
        Place there = report.residence()
                .map(residence -> new Place(residence.hostname(), place.region()))
                .orElse(place);
        return new TenantStatus(tenant, there, stance, revision, conditions, findings, Optional.of(report));
    }

    public TenantStatus withStance(Stance changed) {
        return new TenantStatus(tenant, place, changed, revision, conditions, findings, last);
    }
}
