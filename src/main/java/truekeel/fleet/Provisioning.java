package truekeel.fleet;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Kinds;
import truekeel.model.Desired;
import truekeel.model.ResourceRef;
import truekeel.plan.PlanInput;
import truekeel.report.Residence;
import truekeel.store.Store;
import truekeel.store.TenantCreation;
import truekeel.store.TenantCreations;

/**
 * The step of a reconciliation before the look: that the tenant itself exists, or does not. It is planned, weighed,
 * journalled and verified as every other change, and writes to the register host alone.
 */
final class Provisioning {
    private final TenantCreations creations;
    private final CreatePlan createPlan;
    private final CreateTenant createTenant;
    private final DeactivateTenant deactivateTenant;
    private final ReactivateTenant reactivateTenant;
    private final InstantSource clock;

    Provisioning(Kinds kinds, Store store, InstantSource clock) {
        this.creations = store.creations();
        this.clock = clock;
        ProvisioningPlan provisioningPlan = new ProvisioningPlan(kinds, clock);
        RegionTenants regionTenants = new RegionTenants(creations, clock);
        RegisterWrites registerWrites = new RegisterWrites(store.journal(), clock);
        this.createPlan = new CreatePlan(creations, regionTenants, provisioningPlan, clock);
        this.createTenant = new CreateTenant(creations, regionTenants, createPlan, registerWrites, clock);
        this.deactivateTenant =
                new DeactivateTenant(creations, store.inventory(), provisioningPlan, registerWrites, clock);
        this.reactivateTenant = new ReactivateTenant(store, provisioningPlan, registerWrites, clock);
    }

    /** What a plan sees: the tenant where it is, or what would be done about it. Changes nothing. */
    Arrival foreseen(TenantTask task) {
        return planned(task).<Arrival>map(Arrival.Halted::before).orElseGet(() -> Arrival.There.already(located(task)));
    }

    /** Sees to it that the tenant is there, or is not, as far as the run may. */
    Arrival arrive(TenantTask task, WritePermit permit) {
        task.site().ifPresent(site -> note(task, site));
        Optional<ProvisioningCase> planned = planned(task);
        if (planned.isEmpty()) {
            return Arrival.There.already(located(task));
        }
        if (!permit.writes() || !planned.get().isAdmitted()) {
            return Arrival.Halted.before(planned.get());
        }
        Site site = task.site().orElseThrow();
        return site.self().isAbsent()
                ? deactivateTenant.carryOut(task, site, planned.get(), permit)
                : createTenant.carryOut(task, site, planned.get(), permit);
    }

    private Optional<ProvisioningCase> planned(TenantTask task) {
        return task.site().flatMap(site -> {
            if (site.self().isAbsent()) {
                return Optional.of(deactivateTenant.planned(task, site));
            }
            return located(task, site).isPresent() ? Optional.empty() : Optional.of(createPlan.planned(task, site));
        });
    }

    /** What a plan sees of a tenant that showed nothing at all; empty unless it is deactivated. */
    Optional<Arrival> asleep(TenantTask task, boolean asked) {
        return task.site()
                .flatMap(site -> reactivateTenant.planned(task, site, asked))
                .map(Arrival.Halted::before);
    }

    /** Switches a tenant on that showed nothing at all, as far as the run may; empty unless it is deactivated. */
    Optional<Arrival> awaken(TenantTask task, boolean asked, WritePermit permit) {
        return task.site().flatMap(site -> reactivateTenant
                .planned(task, site, asked)
                .map(planned -> permit.writes() && planned.isAdmitted()
                        ? reactivateTenant.carryOut(task, site, planned, permit)
                        : Arrival.Halted.before(planned)));
    }

    /** The task at the tenant's host, where Git or the store knows it; else as it was. */
    TenantTask located(TenantTask task) {
        return task.site().flatMap(site -> located(task, site)).orElse(task);
    }

    private Optional<TenantTask> located(TenantTask task, Site site) {
        if (site.address().hostname().isPresent()) {
            return Optional.of(task);
        }
        return creations
                .of(task.tenant())
                .flatMap(TenantCreation::hostname)
                .flatMap(host -> site.hosts().own(host))
                .map(task::at);
    }

    /**
     * While Git does not say where the tenant is, everything in it waits for its name and alias: by them it is known
     * again, should the store be lost.
     */
    static PlanInput nameFirst(TenantTask task, PlanInput input) {
        Optional<ResourceRef> self = task.site()
                .filter(site -> site.address().hostname().isEmpty())
                .filter(site -> site.name().isPresent() || site.alias().isPresent())
                .map(site -> site.self().ref());
        if (self.isEmpty()) {
            return input;
        }
        Map<ResourceRef, Set<ResourceRef>> references = new HashMap<>(input.references());
        for (Desired desired : input.desired()) {
            if (!desired.ref().equals(self.get())) {
                references.merge(desired.ref(), Set.of(self.get()), Provisioning::joined);
            }
        }
        return new PlanInput(
                input.scope(), input.desired(), input.world(), input.memory(), input.blocked(), references);
    }

    private static Set<ResourceRef> joined(Set<ResourceRef> one, Set<ResourceRef> other) {
        Set<ResourceRef> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Where the tenant is, as long as Git does not say so. */
    Optional<Residence> residence(TenantTask task) {
        return task.site().flatMap(site -> creations
                .of(task.tenant())
                .flatMap(TenantCreation::hostname)
                .flatMap(recorded -> site.address()
                        .hostname()
                        .map(host -> differing(host, recorded))
                        .orElseGet(() -> Optional.of(uncommitted(site, recorded)))));
    }

    private static Residence uncommitted(Site site, String recorded) {
        return new Residence(
                recorded,
                Optional.of(recorded),
                "The tenant is at " + recorded + ". Commit this line to "
                        + site.self().position().file() + ": hostname: " + recorded);
    }

    private static Optional<Residence> differing(String host, String recorded) {
        return host.equals(recorded)
                ? Optional.empty()
                : Optional.of(new Residence(
                        host,
                        Optional.empty(),
                        "Git says that the tenant is at " + host + ", and Truekeel had made " + recorded
                                + " for this document. Git counts; nobody reconciles " + recorded + " now."));
    }

    /** A person who commits the hostname tells what became of a create. */
    private void note(TenantTask task, Site site) {
        site.address().hostname().ifPresent(host -> creations
                .of(task.tenant())
                .filter(TenantCreation::isPending)
                .ifPresent(open -> creations.created(open.created(host, Optional.empty(), clock.instant()))));
    }
}
