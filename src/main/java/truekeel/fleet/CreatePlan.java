package truekeel.fleet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.plan.ResourceState;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;
import truekeel.store.TenantCreation;
import truekeel.store.TenantCreations;

/** Finds out how it stands with a tenant of which no hostname is known, and plans for it. */
final class CreatePlan {
    private final TenantCreations creations;
    private final RegionTenants regionTenants;
    private final ProvisioningPlan provisioningPlan;
    private final InstantSource clock;
    private final Set<TenantName> underWay = ConcurrentHashMap.newKeySet();

    CreatePlan(
            TenantCreations creations,
            RegionTenants regionTenants,
            ProvisioningPlan provisioningPlan,
            InstantSource clock) {
        this.creations = creations;
        this.regionTenants = regionTenants;
        this.provisioningPlan = provisioningPlan;
        this.clock = clock;
    }

    /** Whether it may be created, by the latest look that is good enough. Changes nothing. */
    CreateDecision decision(TenantTask task, Site site) {
        Optional<TenantCreation> open = creations.of(task.tenant()).filter(TenantCreation::isPending);
        List<TenantName> others = creations.pending(site.region()).stream()
                .map(TenantCreation::tenant)
                .filter(tenant -> !tenant.equals(task.tenant()))
                .filter(tenant -> isOpen(site, tenant))
                .toList();
        try {
            return CreateDecision.decide(
                    new CreateDecision.Marks(site.region(), site.name(), site.alias()),
                    open,
                    others,
                    regionTenants.view(site, open));
        } catch (QlikException unreadable) {
            return new CreateDecision.Uncertain(
                    "Whether the tenant exists already could not be looked up: " + unreadable.getMessage(),
                    "It is tried again in the next run.");
        }
    }

    /**
     * Not by being sent just now by this process, which is over before the next one is; nor when its document is gone
     * and what it may have made had the time to show.
     */
    private boolean isOpen(Site site, TenantName tenant) {
        return !underWay.contains(tenant)
                && creations
                        .of(tenant)
                        .filter(TenantCreation::isPending)
                        .filter(creation -> !isForgotten(site, creation))
                        .isPresent()
                && !underWay.contains(tenant);
    }

    private boolean isForgotten(Site site, TenantCreation creation) {
        return !site.hosts().hasDocument(creation.tenant())
                && creation.changedAt().plus(CreateDecision.SETTLE).isBefore(clock.instant());
    }

    /** Drops the records of creates that came to nothing and that nobody asks for any more. */
    void tidy(Site site) {
        creations.pending(site.region()).stream()
                .filter(creation -> isForgotten(site, creation))
                .forEach(creation -> creations.forget(creation.tenant()));
    }

    /** Runs what sends a create; nothing before its record and nothing after is taken for open meanwhile. */
    Arrival whileUnderWay(TenantName tenant, Supplier<Arrival> create) {
        underWay.add(tenant);
        try {
            return create.get();
        } finally {
            underWay.remove(tenant);
        }
    }

    ProvisioningCase planned(TenantTask task, Site site) {
        return planned(task, site, decision(task, site));
    }

    /** The plan that follows: the tenant first, then everything that is declared for it. */
    ProvisioningCase planned(TenantTask task, Site site, CreateDecision decision) {
        ResourceRef ref = site.self().ref();
        List<Refusal> refusals = new ArrayList<>();
        ResourceState state = ResourceState.of(ref, DriftState.MISSING, "The tenant does not exist yet.");
        if (decision instanceof CreateDecision.Uncertain uncertain) {
            refusals.add(uncertain.refusal(ref));
            state = ResourceState.blocked(ref, RefusalCode.TENANT_CREATE_UNCERTAIN, uncertain.message());
        } else if (isLeftOut(task.wanted().policy(), site.self())) {
            refusals.add(Refusal.ofPlan(
                    RefusalCode.CANNOT_CREATE,
                    List.of(ref),
                    "The tenant does not exist yet, and tenants are left out of this run.",
                    "Let the kind Tenant take part.",
                    false));
        } else if (decision instanceof CreateDecision.Clear
                && site.hosts().licenseKey().isEmpty()
                && sources(site).findFirst().isEmpty()) {
            refusals.add(
                    noKey(ref, "No manifest names a licence key, and the fleet has no tenant that could tell it."));
        }
        if (decision instanceof CreateDecision.Clear) {
            Claims.atRegister(site, "tenants:create").ifPresent(refusals::add);
        }
        return provisioningPlan.ofNewborn(task, site, change(site, decision), state, refusals);
    }

    /** Tenants that could tell the licence key; those that we made are only looked for when no other does. */
    Stream<QlikTenant> sources(Site site) {
        return Stream.<Supplier<Stream<QlikTenant>>>of(() -> site.hosts().licensed().stream(), () -> made(site))
                .flatMap(Supplier::get);
    }

    private Stream<QlikTenant> made(Site site) {
        return creations.all().stream()
                .filter(creation ->
                        creation.region().equals(site.region()) && site.hosts().hasDocument(creation.tenant()))
                .flatMap(creation -> creation.hostname().stream())
                .flatMap(host -> site.hosts().neighbour(host).stream());
    }

    static Refusal noKey(ResourceRef ref, String message) {
        return Refusal.ofPlan(
                RefusalCode.LICENSE_KEY_MISSING,
                List.of(ref),
                message,
                "Name the secret that holds it: licenseKey of the Tenant, of the Fleet's region or of its defaults.",
                false);
    }

    private static boolean isLeftOut(ReconcilePolicy policy, Desired self) {
        return policy.ignore().stream()
                .anyMatch(rule -> rule.kind().equals(self.kind())
                        && rule.fields().isEmpty()
                        && rule.name().isEmpty());
    }

    private static Change change(Site site, CreateDecision decision) {
        Desired self = site.self();
        if (!(decision instanceof CreateDecision.Found found)) {
            return new Change.Create(self, "There is no such tenant yet.", Set.of());
        }
        Candidate tenant = found.tenant();
        Live live = new Live(
                self.kind(),
                tenant.id(),
                List.of(self.key()),
                tenant.name(),
                Value.Fields.EMPTY.with("name", Value.text(tenant.name())),
                Value.Fields.EMPTY.with("hostname", Value.text(tenant.hostname())),
                Optional.empty());
        return new Change.Adopt(self, live, "The create whose answer was lost made " + tenant.hostname() + ".");
    }
}
