package truekeel.plan;

import java.util.List;
import java.util.stream.Stream;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/**
 * What would be done to one tenant, in execution order, and how each resource stands now.
 *
 * @param hash covers what is done to what, so that an approval fits this plan alone
 * @param resources one entry per declared, owned or seen resource of the observed kinds
 */
public record Plan(
        TenantName tenant,
        Revision revision,
        PlanHash hash,
        List<Change> changes,
        List<ResourceState> resources,
        List<Refusal> refusals) {
    public Plan {
        changes = List.copyOf(changes);
        resources = List.copyOf(resources);
        refusals = List.copyOf(refusals);
    }

    /** A plan of these changes, which get their hash here. */
    public static Plan of(
            TenantName tenant,
            Revision revision,
            List<Change> changes,
            List<ResourceState> resources,
            List<Refusal> refusals) {
        return new Plan(tenant, revision, PlanHash.over(changes), changes, resources, refusals);
    }

    /** The changes that send something, in order. */
    public Stream<Change> writes() {
        return changes.stream().filter(change -> change.action().writes());
    }

    /** Whether live state agrees with the desired state as far as it was seen. */
    public boolean isEmpty() {
        return writes().findAny().isEmpty();
    }
}
