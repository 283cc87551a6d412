package truekeel.kinds;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.plan.FieldRules;
import truekeel.plan.Observation;
import truekeel.plan.PlanInput;
import truekeel.plan.Refusal;

/**
 * What one look at a tenant brought, with every reference on both sides in canonical form.
 *
 * @param observations one per kind that is declared or owned
 * @param desired the look's declared resources, references rewritten
 * @param blocked declared resources whose references lead nowhere or to several objects
 * @param references for each declared resource, the declared ones it refers to
 * @param sightings what the survey was made from
 */
public record Survey(
        Map<KindName, Observation> observations,
        Map<KindName, FieldRules> rules,
        List<Desired> desired,
        Map<ResourceRef, Refusal> blocked,
        Map<ResourceRef, Set<ResourceRef>> references,
        Directory directory,
        Sightings sightings) {
    public Survey {
        observations = Collections.unmodifiableMap(new LinkedHashMap<>(observations));
        desired = List.copyOf(desired);
        blocked = Map.copyOf(blocked);
        references = Map.copyOf(references);
    }

    /** The same survey of other desired resources, some more of which may not be planned. */
    public Survey with(List<Desired> settled, Map<ResourceRef, Refusal> refused) {
        Map<ResourceRef, Refusal> all = new LinkedHashMap<>(refused);
        all.putAll(blocked);
        return new Survey(observations, rules, settled, all, references, directory, sightings);
    }

    /** The planner's input for what was seen. */
    public PlanInput input(PlanInput.Scope scope, PlanInput.Memory memory) {
        return new PlanInput(scope, desired, new PlanInput.World(observations, rules), memory, blocked, references);
    }

    /** How long a create of the kind may stay invisible in lists. */
    public Duration settle(KindName kind) {
        return rules(kind).settle();
    }

    /** How long a create of the kind may come to light that was not found. */
    public Duration grace(KindName kind) {
        return rules(kind).grace();
    }

    private FieldRules rules(KindName kind) {
        FieldRules found = rules.get(kind);
        return found == null ? FieldRules.plain(kind) : found;
    }
}
