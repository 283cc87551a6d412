package truekeel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.model.Desired;
import truekeel.model.Metadata;
import truekeel.model.ReconcilePolicy;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.policy.Policies;
import truekeel.qlik.QlikTenant;

/**
 * All that one reconciliation of one tenant needs from outside.
 *
 * @param qlik signed in on first use
 * @param secrets those that the tenant's documents may name
 * @param policies compiled, those of Git and the built-in ones
 */
public record TenantTask(
        Who who, Wanted wanted, QlikTenant qlik, Binding.Secrets secrets, Policies policies, Trigger trigger) {

    /** The tenant and its document's metadata. */
    public record Who(TenantName tenant, Metadata metadata) {}

    /** What is wanted, at which revision, committed when, under which policy. */
    public record Wanted(Revision revision, Instant committed, List<Desired> desired, ReconcilePolicy policy) {
        public Wanted {
            desired = List.copyOf(desired);
        }
    }

    TenantTask with(Wanted changed) {
        return new TenantTask(who, changed, qlik, secrets, policies, trigger);
    }

    public TenantName tenant() {
        return who.tenant();
    }

    /** The plan hashes that the tenant's document approves. */
    Set<String> approvals() {
        return who.metadata()
                .annotation(Metadata.APPROVE)
                .map(text -> Set.of(text.trim().split("[\\s,]+")))
                .orElse(Set.of());
    }
}
