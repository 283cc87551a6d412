package truekeel.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.apply.Outcome;
import truekeel.model.Finding;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.Note;
import truekeel.plan.ResourceState;
import truekeel.qvf.Insight;

/**
 * What a command found out about one tenant, and did there.
 *
 * @param planned empty where it did not get as far as a plan
 * @param outcomes one per change that was carried out; none for a mere plan
 * @param findings of the tenant's manifests
 * @param notes full sentences on what was done differently than usual
 * @param contents what changes in the files of apps, by the resource of the change
 */
public record TenantReport(
        TenantName tenant,
        Optional<Planned> planned,
        List<Outcome> outcomes,
        List<Finding> findings,
        List<String> notes,
        Optional<Obstacle> obstacle,
        Map<ResourceRef, Insight> contents) {
    public TenantReport {
        contents = Collections.unmodifiableMap(new TreeMap<>(contents));
        outcomes = List.copyOf(outcomes);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Of a plan that changes no file of an app. */
    public TenantReport(
            TenantName tenant,
            Optional<Planned> planned,
            List<Outcome> outcomes,
            List<Finding> findings,
            List<String> notes,
            Optional<Obstacle> obstacle) {
        this(tenant, planned, outcomes, findings, notes, obstacle, Map.of());
    }

    /** A plan after the guards, and what it takes. */
    public record Planned(Admission admission, Cost cost) {}

    /** Why there is no plan, or why nothing was done. */
    public record Obstacle(Reason reason, String message) {

        /** The kinds of obstacles. */
        public enum Reason {
            /** The manifests have errors. */
            BROKEN,
            /** Git or a person suspended the tenant. */
            SUSPENDED,
            /** It went wrong. */
            FAILED
        }
    }

    /** A report without a plan. */
    public static TenantReport blocked(
            TenantName tenant, List<Finding> findings, Obstacle.Reason reason, String message) {
        return new TenantReport(
                tenant, Optional.empty(), List.of(), findings, List.of(), Optional.of(new Obstacle(reason, message)));
    }

    public boolean isObstructedBy(Obstacle.Reason reason) {
        return obstacle.filter(found -> found.reason() == reason).isPresent();
    }

    /** The changes of the plan, admitted or not, in order. */
    public List<Change> changes() {
        return planned.map(plan -> plan.admission().plan().changes()).orElse(List.of());
    }

    /** What else a change of the plan means. */
    public List<Note> notes(Change change) {
        return planned.map(plan -> plan.admission().notes(change)).orElse(List.of());
    }

    /** Resources that could not be seen, so that nobody knows how they stand. */
    public List<ResourceState> unseen() {
        return planned.map(plan -> plan.admission().plan().resources()).orElse(List.of()).stream()
                .filter(resource -> resource.state() == DriftState.UNKNOWN)
                .toList();
    }

    /** Whether something went wrong: an error of the manifests, of the world, or of a change. */
    public boolean hasFailed() {
        return isObstructedBy(Obstacle.Reason.BROKEN)
                || isObstructedBy(Obstacle.Reason.FAILED)
                || !unseen().isEmpty()
                || outcomes.stream().anyMatch(outcome -> !outcome.verdict().isGood());
    }

    /** Whether a guard, a policy or a suspension said no. */
    public boolean isRefused() {
        return isObstructedBy(Obstacle.Reason.SUSPENDED)
                || planned.filter(plan -> plan.admission().isRefused()).isPresent();
    }

    /** Whether the plan would write something, admitted or not. */
    public boolean hasChanges() {
        return changes().stream().anyMatch(change -> change.action().writes());
    }
}
