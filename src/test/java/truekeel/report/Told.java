package truekeel.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Plan;
import truekeel.plan.PlanHash;
import truekeel.plan.ResourceState;
import truekeel.store.DriftCause;
import truekeel.store.DriftRecord;
import truekeel.store.RunEnd;
import truekeel.store.RunId;
import truekeel.store.RunOutcome;
import truekeel.store.RunRecord;

/** A tenant's run as a test tells it: resources by name and state. */
public final class Told {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    public static final TenantName ACME = TenantName.of("acme");
    public static final Revision REVISION = new Revision("0123456789abcdef0123456789abcdef01234567");

    private Told() {}

    /** One resource's state; drift began at {@link #START}. */
    public static ResourceState resource(String kind, String name, DriftState state) {
        return new ResourceState(ResourceRef.of(kind, name), state, List.of(), Optional.empty(), "");
    }

    /** A run that ended at the given time. */
    public static RunReport run(Instant at, RunOutcome outcome, ResourceState... resources) {
        Plan plan = new Plan(ACME, REVISION, new PlanHash("0".repeat(64)), List.of(), List.of(resources), List.of());
        Admission admission = new Admission(plan, List.of(), List.of(), false);
        List<DriftRecord> drift = Stream.of(resources)
                .filter(resource -> resource.state().isDrift())
                .map(resource -> new DriftRecord(
                        resource.ref(), resource.state().word(), List.of(), START, DriftCause.LIVE, Optional.empty()))
                .toList();
        RunRecord run = new RunRecord(
                RunId.of("r" + at.getEpochSecond()),
                ACME,
                REVISION,
                "interval",
                at.minusSeconds(2),
                Optional.of(RunEnd.after(at, outcome, Map.of(), at)));
        return new RunReport(
                run,
                admission,
                List.of(),
                new RunReport.Standing(List.of(resources), drift, at, Optional.empty()),
                new RunReport.Pending(admission, Cost.NOTHING),
                List.of());
    }

    /** The same run with all of its drift brought by a commit. */
    public static RunReport brought(RunReport report) {
        List<DriftRecord> drift = report.standing().drift().stream()
                .map(record -> new DriftRecord(
                        record.ref(),
                        record.state(),
                        record.fields(),
                        record.since(),
                        DriftCause.REVISION,
                        record.attribution()))
                .toList();
        RunReport.Standing standing = new RunReport.Standing(
                report.standing().resources(), drift, report.standing().observedAt(), Optional.empty());
        return new RunReport(
                report.run(), report.admission(), report.outcomes(), standing, report.pending(), report.violations());
    }

    /** A tenant before its first run. */
    public static TenantStatus status() {
        return new TenantStatus(
                ACME,
                new TenantStatus.Place("acme.us.qlikcloud.com", "us"),
                new TenantStatus.Stance(Mode.ENFORCE, false),
                Optional.of(REVISION),
                Conditions.waiting(START),
                List.of(),
                Optional.empty());
    }

    /** The same tenant after a run. */
    public static TenantStatus status(RunReport report) {
        return status().withLast(report)
                .withConditions(Conditions.after(report, report.standing().observedAt()));
    }
}
