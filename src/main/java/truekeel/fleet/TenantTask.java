package truekeel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.model.Desired;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.ReconcilePolicy;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.policy.Policies;
import truekeel.qlik.QlikTenant;

/**
 * All that one reconciliation of one tenant needs from outside.
 *
 * @param qlik signed in on first use; the region's register host as long as nobody knows of a tenant
 * @param secrets those that the tenant's documents may name
 * @param policies compiled, those of Git and the built-in ones
 * @param site empty for a tenant that is taken to exist
 */
public record TenantTask(
        Who who,
        Wanted wanted,
        QlikTenant qlik,
        Binding.Secrets secrets,
        Policies policies,
        Trigger trigger,
        Optional<Site> site) {

    /** The task of a tenant that is taken to exist. */
    public TenantTask(
            Who who, Wanted wanted, QlikTenant qlik, Binding.Secrets secrets, Policies policies, Trigger trigger) {
        this(who, wanted, qlik, secrets, policies, trigger, Optional.empty());
    }

    /**
     * The tenant and its document's metadata.
     *
     * @param formerClients ids of the OAuth clients that were used there before
     * @param neighbours the tenants of the same revision, this one among them
     */
    public record Who(TenantName tenant, Metadata metadata, List<String> formerClients, Neighbourhood neighbours) {
        /** A tenant that shares nothing and has no past. */
        public Who(TenantName tenant, Metadata metadata) {
            this(tenant, metadata, List.of(), Neighbourhood.NONE);
        }
    }

    /** What is wanted, at which revision, committed when, under which policy. */
    public record Wanted(Revision revision, Instant committed, List<Desired> desired, ReconcilePolicy policy) {
        public Wanted {
            desired = List.copyOf(desired);
        }
    }

    TenantTask with(Wanted changed) {
        return new TenantTask(who, changed, qlik, secrets, policies, trigger, site);
    }

    /** For whoever has no memory of how the tenant came to be. */
    TenantTask takenToExist() {
        return new TenantTask(who, wanted, qlik, secrets, policies, trigger);
    }

    /** The same task once it is known where the tenant is. */
    TenantTask at(QlikTenant there) {
        List<Desired> bound = wanted.desired().stream()
                .map(desired -> isTheTenant(desired) ? at(desired, there.hostname()) : desired)
                .toList();
        Wanted changed = new Wanted(wanted.revision(), wanted.committed(), bound, wanted.policy());
        return new TenantTask(who, changed, there, secrets, policies, trigger, site);
    }

    private boolean isTheTenant(Desired desired) {
        return site.filter(known -> known.self().ref().equals(desired.ref())).isPresent();
    }

    /** The tenant's own resource is found by its hostname. */
    private static Desired at(Desired self, String hostname) {
        return new Desired(
                self.ref(),
                NaturalKey.of(self.kind(), Map.of("hostname", hostname)),
                self.metadata(),
                self.lifecycle(),
                self.spec(),
                self.position(),
                self.artefacts());
    }

    public TenantName tenant() {
        return who.tenant();
    }

    /** What the client is known to be able to do. */
    public Claims claims() {
        Claims.Tier tier = site.map(known -> known.hosts().tier()).orElse(Claims.Tier.TENANT);
        return Claims.of(tier, qlik.scopes());
    }

    /** The plan hashes that the tenant's document approves. */
    Set<String> approvals() {
        return who.metadata()
                .annotation(Metadata.APPROVE)
                .map(text -> Set.of(text.trim().split("[\\s,]+")))
                .orElse(Set.of());
    }

    Neighbourhood neighbours() {
        return who.neighbours();
    }
}
