package truekeel.fleet;

import java.time.InstantSource;
import java.util.Optional;
import truekeel.kinds.Kinds;
import truekeel.store.Birth;
import truekeel.store.Births;
import truekeel.store.Store;

/**
 * The step of a reconciliation before the look: that the tenant itself exists, or does not. It is planned, weighed,
 * journalled and verified as every other change, and speaks to the register and console hosts alone.
 */
final class Provisioning {
    private final Births births;
    private final Unborn unborn;
    private final Delivery delivery;
    private final InstantSource clock;

    Provisioning(Kinds kinds, Store store, InstantSource clock) {
        this.births = store.births();
        this.clock = clock;
        Foresight foresight = new Foresight(kinds, clock);
        Registry registry = new Registry(births, clock);
        Dispatch dispatch = new Dispatch(store.journal(), clock);
        this.unborn = new Unborn(births, registry, foresight);
        this.delivery = new Delivery(births, registry, unborn, dispatch, clock);
    }

    /** What a plan sees: the tenant where it is, or what would be done about it. Changes nothing. */
    Arrival foreseen(TenantTask task) {
        Optional<Site> site = task.site().filter(known -> located(task, known).isEmpty());
        return site.<Arrival>map(known -> Arrival.Halted.before(unborn.matter(task, known)))
                .orElseGet(() -> Arrival.There.already(located(task)));
    }

    /** Sees to it that the tenant is there, as far as the run may. */
    Arrival arrive(TenantTask task, Leave leave) {
        task.site().ifPresent(site -> note(task, site));
        Optional<Site> site = task.site().filter(known -> located(task, known).isEmpty());
        if (site.isEmpty()) {
            return Arrival.There.already(located(task));
        }
        Matter matter = unborn.matter(task, site.get());
        return leave.writes() && matter.isAdmitted()
                ? delivery.carryOut(task, site.get(), matter, leave)
                : Arrival.Halted.before(matter);
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

    /** A person who commits the hostname tells what became of a create. */
    private void note(TenantTask task, Site site) {
        site.address().hostname().ifPresent(host -> births.of(task.tenant())
                .filter(Birth::isPending)
                .ifPresent(open -> births.created(open.created(host, Optional.empty(), clock.instant()))));
    }
}
