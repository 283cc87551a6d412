package truekeel.fleet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import truekeel.kinds.Directory;
import truekeel.kinds.Kind;
import truekeel.kinds.Kinds;
import truekeel.kinds.Sightings;
import truekeel.kinds.Survey;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.FieldRules;
import truekeel.plan.Observation;
import truekeel.plan.Plan;
import truekeel.plan.PlanInput;
import truekeel.plan.Planner;
import truekeel.plan.Refusal;
import truekeel.plan.ResourceState;
import truekeel.policy.Violation;
import truekeel.schema.KindSchema;

/**
 * Plans for a tenant that cannot be looked into: one that does not exist yet, one that is switched off, one that is to
 * be. What every tenant has from the start counts as an update of something empty.
 */
final class ProvisioningPlan {
    private final Kinds kinds;
    private final InstantSource clock;

    ProvisioningPlan(Kinds kinds, InstantSource clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    /** The tenant comes first, then all that is declared for it. */
    ProvisioningCase ofNewborn(TenantTask task, Site site, Change first, ResourceState state, List<Refusal> refusals) {
        Desired self = site.self();
        List<Desired> rest = task.wanted().desired().stream()
                .filter(desired -> !desired.ref().equals(self.ref()))
                .toList();
        Plan follows = Planner.plan(input(task, rest, self.ref()));
        List<Change> changes = new ArrayList<>(List.of(first));
        changes.addAll(follows.changes());
        List<ResourceState> states = new ArrayList<>(List.of(state));
        states.addAll(follows.resources());
        return planned(task, Optional.of(first), plan(task, changes, states), refusals, 0);
    }

    /**
     * The tenant alone.
     *
     * @param change empty when there is nothing to do
     * @param refusals what stands against the plan
     */
    ProvisioningCase ofTenant(
            TenantTask task,
            Optional<Change> change,
            ResourceState state,
            Function<Plan, List<Refusal>> refusals,
            int inventorySize) {
        Plan plan = plan(task, change.stream().toList(), List.of(state));
        return planned(task, change, plan, refusals.apply(plan), inventorySize);
    }

    /**
     * Whether a change is taken for one call, because its kind cannot tell the steps: that of the tenant's existence,
     * and an update in a tenant that does not exist yet.
     */
    static boolean isOneCall(Change change) {
        boolean foreseen =
                change instanceof Change.Update update && update.from().id().isEmpty();
        return foreseen || (change.kind().value().equals("Tenant") && change.action() != Action.UPDATE);
    }

    private static Plan plan(TenantTask task, List<Change> changes, List<ResourceState> states) {
        return Plan.of(task.tenant(), task.wanted().revision(), changes, states, List.of());
    }

    private ProvisioningCase planned(
            TenantTask task, Optional<Change> first, Plan plan, List<Refusal> refusals, int inventorySize) {
        Survey survey = unseen(task);
        List<Violation> violations = Reconciliation.violations(task, survey, plan);
        Picture picture =
                new Picture(survey, plan, violations, task.qlik().clock().instant());
        List<Refusal> all = new ArrayList<>(refusals);
        all.addAll(Objections.inGeneral(plan, task, violations, inventorySize, clock.instant()));
        return new ProvisioningCase(picture, Admission.of(plan, all, task.approvals()), first);
    }

    private Survey unseen(TenantTask task) {
        return new Survey(
                Map.of(),
                rules(),
                task.wanted().desired(),
                Map.of(),
                Map.of(),
                new Directory(),
                new Sightings(Map.of(), Map.of()));
    }

    private PlanInput input(TenantTask task, List<Desired> desired, ResourceRef tenant) {
        Map<KindName, List<Live>> there = new HashMap<>();
        Map<ResourceRef, Set<ResourceRef>> references = new HashMap<>();
        for (Desired one : desired) {
            references.put(one.ref(), Set.of(tenant));
            if (isThereFromTheStart(one)) {
                there.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(blank(one));
            }
        }
        Map<KindName, Observation> seen = new LinkedHashMap<>();
        for (Kind kind : kinds.all()) {
            List<Live> live = there.getOrDefault(kind.name(), List.of());
            seen.put(kind.name(), new Observation.Complete(kind.name(), live, clock.instant()));
        }
        return new PlanInput(
                new PlanInput.Scope(
                        task.tenant(), task.wanted().revision(), task.wanted().policy(), clock.instant()),
                desired,
                new PlanInput.World(seen, rules()),
                new PlanInput.Memory(List.of(), List.of()),
                Map.of(),
                references);
    }

    private boolean isThereFromTheStart(Desired desired) {
        KindSchema schema = kinds.schema(desired.kind());
        return schema.isSingleton()
                || schema.builtIn().contains(desired.spec().text("name").orElse(""));
    }

    private static Live blank(Desired desired) {
        return new Live(
                desired.kind(),
                "",
                List.of(desired.key()),
                desired.ref().name(),
                Value.Fields.EMPTY,
                Value.Fields.EMPTY,
                Optional.empty());
    }

    private Map<KindName, FieldRules> rules() {
        Map<KindName, FieldRules> rules = new LinkedHashMap<>();
        kinds.all().forEach(kind -> rules.put(kind.name(), kinds.rules(kind.name())));
        return rules;
    }
}
