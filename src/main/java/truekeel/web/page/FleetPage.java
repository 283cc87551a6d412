package truekeel.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import truekeel.fleet.Fleet;
import truekeel.plan.DriftState;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;
import truekeel.web.view.TenantView;

/**
 * All tenants at one glance.
 *
 * @param trouble why the repository cannot be read; empty while it can
 * @param findings how many there are, in words; empty for none
 */
record FleetPage(String revision, String summary, String trouble, String findings, List<Row> tenants) {

    /** One tenant's line. */
    record Row(
            String name,
            String hostname,
            String mode,
            Light light,
            String message,
            List<Count> counts,
            String revision,
            Light outcome,
            Stamp lastRun,
            Stamp oldestDrift) {}

    /** How many resources are in a state. */
    record Count(Light state, int number) {}

    static FleetPage of(Fleet fleet, Instant now) {
        List<TenantStatus> statuses = fleet.statuses();
        long ready = statuses.stream().filter(TenantStatus::isReady).count();
        int findings = fleet.findings().size();
        return new FleetPage(
                fleet.revision().map(revision -> revision.shortId()).orElse(""),
                statuses.isEmpty() ? "No tenants yet" : ready + " of " + statuses.size() + " tenants in sync",
                fleet.gitFailure()
                        .map(failure -> failure.code() + " since "
                                + Stamp.of(failure.since(), now).iso() + ": " + failure.message())
                        .orElse(""),
                findings == 0 ? "" : Shown.number(findings, "finding", "findings"),
                statuses.stream().map(status -> row(status, now)).toList());
    }

    private static Row row(TenantStatus status, Instant now) {
        TenantView view = TenantView.of(status);
        return new Row(
                view.name(),
                view.hostname(),
                view.mode(),
                Light.of(status),
                status.conditions().stream()
                        .findFirst()
                        .map(condition -> condition.message())
                        .orElse(""),
                counts(status),
                view.revision().map(Shown::revision).orElse("–"),
                outcome(status),
                Stamp.of(view.observedAt(), now),
                Stamp.of(view.oldestDrift(), now));
    }

    /** The states that occur, what is in sync always. */
    static List<Count> counts(TenantStatus status) {
        return status
                .last()
                .map(RunReport::standing)
                .map(RunReport.Standing::counts)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(count -> count.getValue() > 0 || count.getKey() == DriftState.IN_SYNC)
                .map(count -> new Count(Light.of(count.getKey()), count.getValue()))
                .toList();
    }

    private static Light outcome(TenantStatus status) {
        return status.last()
                .map(RunReport::run)
                .map(run -> run.end().map(end -> Light.of(end.outcome())).orElseGet(() -> Light.ofState("running")))
                .orElseGet(() -> Light.ofState("none yet"));
    }
}
