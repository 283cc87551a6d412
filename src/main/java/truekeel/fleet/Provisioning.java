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
import truekeel.store.Birth;
import truekeel.store.Births;
import truekeel.store.Store;

/**
 * The step of a reconciliation before the look: that the tenant itself exists, or does not. It is planned, weighed,
 * journalled and verified as every other change, and writes to the register host alone.
 */
final class Provisioning {
    private final Births births;
    private final Unborn unborn;
    private final Delivery delivery;
    private final Offboarding offboarding;
    private final Awakening awakening;
    private final InstantSource clock;

    Provisioning(Kinds kinds, Store store, InstantSource clock) {
        this.births = store.births();
        this.clock = clock;
        Foresight foresight = new Foresight(kinds, clock);
        Registry registry = new Registry(births, clock);
        Dispatch dispatch = new Dispatch(store.journal(), clock);
        this.unborn = new Unborn(births, registry, foresight, clock);
        this.delivery = new Delivery(births, registry, unborn, dispatch, clock);
        this.offboarding = new Offboarding(births, store.inventory(), foresight, dispatch, clock);
        this.awakening = new Awakening(store, foresight, dispatch, clock);
    }

    /** What a plan sees: the tenant where it is, or what would be done about it. Changes nothing. */
    Arrival foreseen(TenantTask task) {
        return matter(task).<Arrival>map(Arrival.Halted::before).orElseGet(() -> Arrival.There.already(located(task)));
    }

    /** Sees to it that the tenant is there, or is not, as far as the run may. */
    Arrival arrive(TenantTask task, Leave leave) {
        task.site().ifPresent(site -> note(task, site));
        Optional<Matter> matter = matter(task);
        if (matter.isEmpty()) {
            return Arrival.There.already(located(task));
        }
        if (!leave.writes() || !matter.get().isAdmitted()) {
            return Arrival.Halted.before(matter.get());
        }
        Site site = task.site().orElseThrow();
        return site.self().isAbsent()
                ? offboarding.carryOut(task, site, matter.get(), leave)
                : delivery.carryOut(task, site, matter.get(), leave);
    }

    private Optional<Matter> matter(TenantTask task) {
        return task.site().flatMap(site -> {
            if (site.self().isAbsent()) {
                return Optional.of(offboarding.matter(task, site));
            }
            return located(task, site).isPresent() ? Optional.empty() : Optional.of(unborn.matter(task, site));
        });
    }

    /** What a plan sees of a tenant that showed nothing at all; empty unless it is deactivated. */
    Optional<Arrival> asleep(TenantTask task, boolean asked) {
        return task.site().flatMap(site -> awakening.matter(task, site, asked)).map(Arrival.Halted::before);
    }

    /** Switches a tenant on that showed nothing at all, as far as the run may; empty unless it is deactivated. */
    Optional<Arrival> awaken(TenantTask task, boolean asked, Leave leave) {
        return task.site().flatMap(site -> awakening
                .matter(task, site, asked)
                .map(matter -> leave.writes() && matter.isAdmitted()
                        ? awakening.carryOut(task, site, matter, leave)
                        : Arrival.Halted.before(matter)));
    }

    /** The task at the tenant's host, where Git or the store knows it; else as it was. */
    TenantTask located(TenantTask task) {
        return task.site().flatMap(site -> located(task, site)).orElse(task);
    }

    private Optional<TenantTask> located(TenantTask task, Site site) {
        if (site.address().hostname().isPresent()) {
            return Optional.of(task);
        }
        return births.of(task.tenant())
                .flatMap(Birth::hostname)
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
        return task.site().flatMap(site -> births.of(task.tenant())
                .flatMap(Birth::hostname)
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
        site.address().hostname().ifPresent(host -> births.of(task.tenant())
                .filter(Birth::isPending)
                .ifPresent(open -> births.created(open.created(host, Optional.empty(), clock.instant()))));
    }
}
