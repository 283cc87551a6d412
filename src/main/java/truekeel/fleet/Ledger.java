package truekeel.fleet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import truekeel.apply.Outcome;
import truekeel.kinds.Kinds;
import truekeel.kinds.Survey;
import truekeel.model.KindName;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Observation;
import truekeel.plan.PlanInput;
import truekeel.plan.Refusal;
import truekeel.plan.ResourceState;
import truekeel.policy.Violation;
import truekeel.report.PolicyViolation;
import truekeel.report.RunReport;
import truekeel.store.DriftRecord;
import truekeel.store.OpenStep;
import truekeel.store.RunEnd;
import truekeel.store.RunId;
import truekeel.store.RunOutcome;
import truekeel.store.RunRecord;
import truekeel.store.Store;

/** What a reconciliation reads from the store before it plans and writes to it when it is through. */
final class Ledger {
    private final Store store;
    private final DriftBook drift;
    private final InstantSource clock;
    private final RunIds ids = new RunIds(RandomGenerator.getDefault());

    Ledger(Store store, Kinds kinds, InstantSource clock) {
        this.store = store;
        this.drift = new DriftBook(store, kinds, clock);
        this.clock = clock;
    }

    /** The id of a run that is yet to begin. */
    RunId announce() {
        return ids.next(clock.instant());
    }

    RunId begin(TenantTask task, Optional<RunId> announced) {
        RunId id = announced.orElseGet(this::announce);
        store.runs()
                .begin(RunRecord.beginning(
                        id,
                        task.tenant(),
                        task.wanted().revision(),
                        task.trigger().word(),
                        clock.instant()));
        return id;
    }

    List<Owned> inventory(TenantName tenant) {
        return store.inventory().of(tenant);
    }

    private Optional<String> idOf(TenantName tenant, ResourceRef ref) {
        return inventory(tenant).stream()
                .filter(owned -> owned.ref().equals(ref))
                .map(Owned::liveId)
                .findFirst();
    }

    /** What the planner is to know beside the look, with the inventory as it was read for that. */
    PlanInput.Memory memory(TenantName tenant, List<Owned> owned) {
        List<PlanInput.PendingCreate> pending = store.journal().open(tenant).stream()
                .filter(step -> step.record().creates())
                .map(step -> new PlanInput.PendingCreate(
                        step.record().ref(), step.record().at()))
                .toList();
        return new PlanInput.Memory(owned, pending);
    }

    boolean isInForce(TenantTask task) {
        return store.runs().hasApplied(task.tenant(), task.wanted().revision());
    }

    /**
     * Open steps of kinds that were seen in full long enough after they were sent owe no verdict any more. A create
     * whose object came to light is confirmed, so that it stays known as ours.
     */
    void settle(TenantName tenant, Survey survey) {
        for (OpenStep step : store.journal().open(tenant)) {
            Observation seen = survey.observations().get(step.record().ref().kind());
            if (seen instanceof Observation.Complete complete) {
                if (isPlain(tenant, step, survey, complete.at())) {
                    settle(tenant, step);
                }
            }
        }
    }

    /**
     * How things stand before the first write: drift gets its onset here, so that what is healed at once was dated too.
     */
    RunReport planned(RunId id, TenantTask task, Picture picture, RunReport.Pending pending) {
        RunReport.Standing standing = standing(task, picture, pending.admission(), clock.instant());
        return report(id, pending.admission(), List.of(), standing, pending, picture.violations());
    }

    /** Whether the lists must show by now what a step did, and nothing of it can be on its way any more. */
    private boolean isPlain(TenantName tenant, OpenStep step, Survey survey, Instant seen) {
        KindName kind = step.record().ref().kind();
        Instant sent = step.record().at();
        boolean listed = sent.plus(survey.settle(kind)).isBefore(seen);
        boolean arrived =
                !step.record().creates() || sent.plus(survey.grace(kind)).isBefore(seen);
        return listed && (arrived || cameToLight(tenant, step));
    }

    /** Whether the resource is there by a create that nobody answered for: then this is the one. */
    private boolean cameToLight(TenantName tenant, OpenStep step) {
        ResourceRef ref = step.record().ref();
        return step.record().makesTheResource()
                && idOf(tenant, ref)
                        .filter(id -> !store.journal().wasCreatedByUs(tenant, ref.kind(), id))
                        .isPresent();
    }

    private void settle(TenantName tenant, OpenStep step) {
        Optional<String> found =
                step.record().makesTheResource() ? idOf(tenant, step.record().ref()) : Optional.empty();
        if (found.isPresent()) {
            store.journal().confirmed(step.id(), found, clock.instant());
        } else {
            store.journal().settle(step.id(), clock.instant());
        }
    }

    RunReport end(
            RunId id,
            TenantTask task,
            Picture picture,
            Admission admission,
            List<Outcome> outcomes,
            RunReport.Pending pending) {
        Instant now = clock.instant();
        RunReport.Standing standing = standing(task, picture, pending.admission(), now);
        RunOutcome outcome = outcome(task, admission, outcomes, standing);
        store.runs().end(id, RunEnd.after(picture.taken(), outcome, counts(outcomes), Told.of(outcomes), now));
        return report(id, admission, outcomes, standing, pending, picture.violations());
    }

    /** A run that threw must not look as if it were still under way. */
    void broke(RunId id, RuntimeException failure) {
        Breakdown.end(store.runs(), id, failure, clock.instant());
    }

    private RunReport.Standing standing(TenantTask task, Picture picture, Admission admission, Instant now) {
        List<ResourceState> states = withRefusals(picture.plan().resources(), admission);
        List<DriftRecord> records = drift.write(task, picture, states, now);
        return new RunReport.Standing(states, records, now, drift.gap(task.tenant()));
    }

    private RunReport report(
            RunId id,
            Admission admission,
            List<Outcome> outcomes,
            RunReport.Standing standing,
            RunReport.Pending pending,
            List<Violation> violations) {
        return new RunReport(
                store.runs().find(id).orElseThrow(),
                admission,
                outcomes,
                standing,
                pending,
                violations.stream().map(Ledger::told).toList());
    }

    private static PolicyViolation told(Violation violation) {
        return new PolicyViolation(
                violation.policy(),
                violation.level().name().toLowerCase(Locale.ROOT),
                violation.subject(),
                violation.occasion().name().toLowerCase(Locale.ROOT),
                violation.message());
    }

    /** What a guard withholds shows as blocked, with the guard's code. */
    private static List<ResourceState> withRefusals(List<ResourceState> states, Admission admission) {
        Map<ResourceRef, Refusal> refused = new TreeMap<>();
        admission.refusals().stream()
                .filter(refusal -> refusal.scope() == Refusal.Scope.SUBJECTS)
                .forEach(refusal -> refusal.subjects().forEach(subject -> refused.putIfAbsent(subject, refusal)));
        return states.stream()
                .map(state -> Optional.ofNullable(refused.get(state.ref()))
                        .filter(refusal -> state.state().isDrift() && state.state() != DriftState.UNKNOWN)
                        .map(refusal -> new ResourceState(
                                state.ref(),
                                DriftState.BLOCKED,
                                state.fields(),
                                Optional.of(refusal.code()),
                                refusal.message()))
                        .orElse(state))
                .toList();
    }

    private static Map<String, Integer> counts(List<Outcome> outcomes) {
        Map<String, Integer> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(
                outcome.change().action().word() + "." + outcome.verdict().word(), 1, Integer::sum));
        return counts;
    }

    private static RunOutcome outcome(
            TenantTask task, Admission admission, List<Outcome> outcomes, RunReport.Standing standing) {
        boolean failed =
                outcomes.stream().anyMatch(outcome -> !outcome.verdict().isGood());
        boolean wrote = outcomes.stream()
                .anyMatch(
                        outcome -> outcome.change().action().writes() && outcome.verdict() == Outcome.Verdict.APPLIED);
        boolean unknown = standing.resources().stream().anyMatch(state -> state.state() == DriftState.UNKNOWN);
        if (admission.isHalted()) {
            return RunOutcome.REFUSED;
        }
        if (failed || admission.isRefused()) {
            return wrote || (admission.isRefused() && !failed) ? RunOutcome.PARTIAL : RunOutcome.FAILED;
        }
        if (unknown) {
            return wrote ? RunOutcome.PARTIAL : RunOutcome.FAILED;
        }
        if (wrote) {
            return standing.isInSync() ? RunOutcome.APPLIED : RunOutcome.PARTIAL;
        }
        if (standing.isInSync()) {
            return RunOutcome.UNCHANGED;
        }
        return task.wanted().policy().mode() == Mode.ENFORCE ? RunOutcome.PARTIAL : RunOutcome.OBSERVED;
    }
}
