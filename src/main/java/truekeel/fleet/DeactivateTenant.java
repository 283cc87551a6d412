package truekeel.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import truekeel.apply.Outcome;
import truekeel.manifest.TenantSpec;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.plan.ResourceState;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;
import truekeel.store.Inventory;
import truekeel.store.TenantCreation;
import truekeel.store.TenantCreations;

/**
 * Has tenants that are declared absent deactivated. Doing it again would begin the days until the purge anew, so that
 * it is never sent to a tenant that is off already, and never repeated by itself.
 */
final class DeactivateTenant {
    static final String STEP = "deactivate tenant";
    static final String CONFIRM = "qlik-confirm-hostname";
    private static final int DEFAULT_DAYS = 30;

    private final TenantCreations creations;
    private final Inventory inventory;
    private final ProvisioningPlan provisioningPlan;
    private final RegisterWrites registerWrites;
    private final InstantSource clock;

    DeactivateTenant(
            TenantCreations creations,
            Inventory inventory,
            ProvisioningPlan provisioningPlan,
            RegisterWrites registerWrites,
            InstantSource clock) {
        this.creations = creations;
        this.inventory = inventory;
        this.provisioningPlan = provisioningPlan;
        this.registerWrites = registerWrites;
        this.clock = clock;
    }

    /** How it stands with the tenant, and what is to be done. */
    ProvisioningCase planned(TenantTask task, Site site) {
        Optional<TenantCreation> open = creations.of(task.tenant()).filter(TenantCreation::isPending);
        if (site.address().hostname().isEmpty() && open.isPresent()) {
            return unknown(
                    task,
                    site,
                    "What became of the create sent at " + open.get().attempted()
                            + " is not known. Commit the tenant's hostname to have it deactivated.");
        }
        return hostname(task, site)
                .flatMap(host -> site.hosts().own(host))
                .map(tenant -> planned(task, site, tenant))
                .orElseGet(() -> unknown(task, site, "It is not known which tenant is meant."));
    }

    /** Git's, else the recorded one, else the confirmed one, which a person wrote for just this. */
    private Optional<String> hostname(TenantTask task, Site site) {
        return site.address()
                .hostname()
                .or(() -> creations.of(task.tenant()).flatMap(TenantCreation::hostname))
                .or(() -> site.address().life().confirmHostname());
    }

    private ProvisioningCase planned(TenantTask task, Site site, QlikTenant tenant) {
        try {
            JsonNode found = tenant.get(QlikRequest.of(TenantOperations.GET_MY_TENANT));
            return found.path("status").asText().equals("disabled")
                    ? gone(task, site, "The tenant is deactivated.")
                    : active(task, site, found);
        } catch (QlikException.Denied denied) {
            return denied.isTenantDeactivated()
                    ? gone(task, site, "The tenant is deactivated.")
                    : unknown(task, site, String.valueOf(denied.getMessage()));
        } catch (QlikException.Missing missing) {
            return gone(task, site, "No tenant answers on " + tenant.hostname() + " any more.");
        } catch (QlikException unseen) {
            return unknown(task, site, String.valueOf(unseen.getMessage()));
        }
    }

    private ProvisioningCase gone(TenantTask task, Site site, String message) {
        ResourceState state = ResourceState.of(site.self().ref(), DriftState.IN_SYNC, message);
        return provisioningPlan.ofTenant(task, Optional.empty(), state, plan -> List.of(), 0);
    }

    private ProvisioningCase unknown(TenantTask task, Site site, String message) {
        ResourceState state = ResourceState.of(site.self().ref(), DriftState.UNKNOWN, message);
        return provisioningPlan.ofTenant(task, Optional.empty(), state, plan -> List.of(), 0);
    }

    private ProvisioningCase active(TenantTask task, Site site, JsonNode found) {
        TenantSpec.Life life = site.address().life();
        List<String> hostnames = new ArrayList<>();
        found.path("hostnames").forEach(name -> hostnames.add(name.asText().toLowerCase(Locale.ROOT)));
        boolean confirmed = life.confirmHostname().filter(hostnames::contains).isPresent();
        ResourceState state = new ResourceState(
                site.self().ref(),
                DriftState.MODIFIED,
                List.of(),
                Optional.empty(),
                "The tenant is active but declared absent.");
        Change change = new Change.Delete(
                site.self().ref(), live(site.self(), found), Optional.of(wanted(site)), reason(life), Set.of());
        return provisioningPlan.ofTenant(
                task,
                Optional.of(change),
                state,
                plan -> {
                    List<Refusal> refusals = new ArrayList<>();
                    refusals.add(confirmed ? needsApproval(site, plan) : unconfirmed(site, hostnames));
                    Claims.atRegister(site, "tenants:deactivate").ifPresent(refusals::add);
                    return refusals;
                },
                inventory.of(task.tenant()).size());
    }

    private static String reason(TenantSpec.Life life) {
        return "The manifest says ensure: absent. The tenant is deactivated at its region's register host, and Qlik deletes"
                + " it for good " + life.purgeAfterDays().orElse(DEFAULT_DAYS)
                + " days later. Licence assignments of its users are not released by that.";
    }

    /** What the hash of the plan covers, so that an approval is for these days and this hostname. */
    private static Desired wanted(Site site) {
        Value.Fields spec = Value.Fields.EMPTY.with(
                "confirmHostname",
                Value.text(site.address().life().confirmHostname().orElse("")));
        return site.self()
                .withSpec(site.address()
                        .life()
                        .purgeAfterDays()
                        .map(days -> spec.with("purgeAfterDays", Value.number(days)))
                        .orElse(spec));
    }

    private static Live live(Desired self, JsonNode found) {
        String host = found.path("hostnames").path(0).asText();
        return new Live(
                self.kind(),
                found.path("id").asText(),
                List.of(self.key()),
                found.path("name").asText(),
                Value.Fields.EMPTY
                        .with("hostname", Value.text(host))
                        .with("name", Value.text(found.path("name").asText())),
                Value.Fields.EMPTY,
                Optional.empty());
    }

    private static Refusal needsApproval(Site site, Plan plan) {
        return Refusal.ofPlan(
                RefusalCode.TENANT_DEACTIVATION,
                List.of(site.self().ref()),
                "Deactivating a tenant shuts everybody out of it and always needs approval.",
                "Approve plan " + plan.hash() + ".",
                true);
    }

    private static Refusal unconfirmed(Site site, List<String> hostnames) {
        return Refusal.ofPlan(
                RefusalCode.TENANT_DEACTIVATION,
                List.of(site.self().ref()),
                "The confirmed hostname is none of the tenant's: " + String.join(", ", hostnames) + ".",
                "Correct confirmHostname, if it is this tenant that shall be deactivated.",
                false);
    }

    /** Deactivates it and looks again. */
    Arrival carryOut(TenantTask task, Site site, ProvisioningCase planned, WritePermit permit) {
        Change change = planned.change().orElseThrow();
        Instant begun = clock.instant();
        if (permit.stopping().getAsBoolean()) {
            return ended(task, site, planned, registerWrites.skipped(change, "The daemon is stopping."));
        }
        String id = change.live().orElseThrow().id();
        try {
            remember(task, site, change);
            registerWrites.send(
                    permit.run(),
                    task,
                    planned,
                    new RegisterWrites.RegisterWrite(
                            STEP, site.hosts().register().orElseThrow(), request(site, id)),
                    reply -> {});
        } catch (QlikException failure) {
            boolean off = isOff(task, site);
            registerWrites.settle(
                    task.tenant(), change.ref(), STEP, Optional.of(id).filter(known -> off));
            return ended(
                    task,
                    site,
                    planned,
                    off
                            ? registerWrites.applied(task, change, begun)
                            : registerWrites.failed(task, change, failure, begun));
        }
        return ended(task, site, planned, registerWrites.applied(task, change, begun));
    }

    private boolean isOff(TenantTask task, Site site) {
        return planned(task, site).picture().plan().resources().get(0).state() == DriftState.IN_SYNC;
    }

    /** Who is off tells nobody its id, and reactivating it takes that. */
    private void remember(TenantTask task, Site site, Change change) {
        Live live = change.live().orElseThrow();
        Instant now = clock.instant();
        TenantCreation creation = creations
                .of(task.tenant())
                .orElseGet(() -> TenantCreation.pending(task.tenant(), site.region(), now, now));
        creations.created(creation.created(live.spec().text("hostname").orElseThrow(), Optional.of(live.id()), now));
    }

    private static QlikRequest request(Site site, String id) {
        TenantSpec.Life life = site.address().life();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        life.purgeAfterDays().ifPresent(days -> body.put("purgeAfterDays", days));
        return QlikRequest.of(TenantOperations.DEACTIVATE_TENANT)
                .path("tenantId", id)
                .header(CONFIRM, life.confirmHostname().orElseThrow())
                .json(body)
                .once();
    }

    private Arrival ended(TenantTask task, Site site, ProvisioningCase planned, Outcome outcome) {
        ProvisioningCase now = planned(task, site);
        return new Arrival.Halted(now.picture(), planned.admission(), now.admission(), List.of(outcome));
    }
}
