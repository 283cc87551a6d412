package truekeel.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.apply.Outcome;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.FieldDiff;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.plan.ResourceState;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;
import truekeel.store.Store;
import truekeel.store.TenantCreation;

/** Has tenants that are declared present and were deactivated switched on again, while Qlik still has them. */
final class ReactivateTenant {
    private static final String STEP = "reactivate tenant";
    private static final FieldPath STATUS = FieldPath.parse("/status");
    private static final Value ACTIVE = Value.text("active");
    private static final Value DISABLED = Value.text("disabled");

    private final Store store;
    private final ProvisioningPlan provisioningPlan;
    private final RegisterWrites registerWrites;
    private final InstantSource clock;

    ReactivateTenant(
            Store store, ProvisioningPlan provisioningPlan, RegisterWrites registerWrites, InstantSource clock) {
        this.store = store;
        this.provisioningPlan = provisioningPlan;
        this.registerWrites = registerWrites;
        this.clock = clock;
    }

    /**
     * Asked of a tenant of which nothing could be seen; empty when it is not because it is off.
     *
     * @param asked whether anything was asked of the tenant in this look
     */
    Optional<ProvisioningCase> planned(TenantTask task, Site site, boolean asked) {
        boolean off = asked ? task.qlik().isDeactivated() : isOff(task.qlik());
        return off ? Optional.of(off(task, site)) : Optional.empty();
    }

    private static boolean isOff(QlikTenant tenant) {
        try {
            tenant.get(QlikRequest.of(TenantOperations.GET_MY_TENANT));
            return false;
        } catch (QlikException.Denied denied) {
            return denied.isTenantDeactivated();
        } catch (QlikException unseen) {
            return false;
        }
    }

    private ProvisioningCase off(TenantTask task, Site site) {
        Optional<String> id = id(task, site);
        List<FieldDiff> fields = List.of(new FieldDiff(STATUS, ACTIVE, DISABLED));
        Live live = new Live(
                site.self().kind(),
                id.orElse("unknown"),
                List.of(site.self().key()),
                task.qlik().hostname(),
                Value.Fields.EMPTY.with("status", DISABLED),
                Value.Fields.EMPTY.with("hostname", Value.text(task.qlik().hostname())),
                Optional.empty());
        Change change = new Change.Update(
                site.self(),
                live,
                fields,
                "The tenant was deactivated and is declared present: it is reactivated.",
                Set.of());
        ResourceState state = new ResourceState(
                site.self().ref(), DriftState.MODIFIED, fields, Optional.empty(), "The tenant is deactivated.");
        return provisioningPlan.ofTenant(
                task,
                Optional.of(change),
                state,
                plan -> id.isPresent()
                        ? Claims.atRegister(site, "tenants:reactivate").stream().toList()
                        : List.of(nameless(site, plan)),
                0);
    }

    private static Refusal nameless(Site site, Plan plan) {
        return Refusal.ofPlan(
                RefusalCode.TENANT_DEACTIVATION,
                List.of(site.self().ref()),
                "The tenant is deactivated, and its id, without which it cannot be reactivated, is not known.",
                "Declare organisation in the Fleet, or reactivate the tenant by hand; plan " + plan.hash()
                        + " then falls away.",
                false);
    }

    /** A tenant that is off tells nothing, so whoever may remember is asked. */
    private Optional<String> id(TenantTask task, Site site) {
        String host = task.qlik().hostname();
        return store.creations()
                .of(task.tenant())
                .filter(creation -> creation.hostname().filter(host::equals).isPresent())
                .flatMap(TenantCreation::tenantId)
                .or(() -> store.inventory().of(task.tenant()).stream()
                        .filter(owned -> owned.ref().equals(site.self().ref()))
                        .map(Owned::liveId)
                        .findFirst())
                .or(() -> listed(site, host));
    }

    private static Optional<String> listed(Site site, String host) {
        try {
            return site.hosts().console().stream()
                    .flatMap(
                            console -> console.list(QlikRequest.of(TenantOperations.GET_ORGANISATION_TENANTS)).stream())
                    .filter(row -> row.path("hostnames").path(0).asText().equalsIgnoreCase(host))
                    .map(row -> row.path("id").asText())
                    .filter(id -> !id.isEmpty())
                    .findFirst();
        } catch (QlikException unread) {
            return Optional.empty();
        }
    }

    /** Switches it on; the run then goes on in it. */
    Arrival carryOut(TenantTask task, Site site, ProvisioningCase planned, WritePermit permit) {
        Change change = planned.change().orElseThrow();
        Instant begun = clock.instant();
        if (permit.stopping().getAsBoolean()) {
            return halted(planned, registerWrites.skipped(change, "The daemon is stopping."));
        }
        QlikRequest request = QlikRequest.of(TenantOperations.REACTIVATE_TENANT)
                .path("tenantId", change.live().orElseThrow().id())
                .header(DeactivateTenant.CONFIRM, task.qlik().hostname())
                .json(JsonNodeFactory.instance.objectNode())
                .once();
        try {
            QlikTenant register = site.hosts().register().orElseThrow();
            registerWrites.send(
                    permit.run(),
                    task,
                    planned,
                    new RegisterWrites.RegisterWrite(STEP, register, request),
                    reply -> {});
        } catch (QlikException failure) {
            if (isOff(task.qlik())) {
                return halted(planned, registerWrites.failed(task, change, failure, begun));
            }
            registerWrites.settle(
                    task.tenant(), change.ref(), STEP, change.live().map(Live::id));
        }
        return new Arrival.There(task, List.of(registerWrites.applied(task, change, begun)));
    }

    private static Arrival halted(ProvisioningCase planned, Outcome outcome) {
        return new Arrival.Halted(planned.picture(), planned.admission(), planned.admission(), List.of(outcome));
    }
}
