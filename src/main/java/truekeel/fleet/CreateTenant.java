package truekeel.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import truekeel.apply.Outcome;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Secret;
import truekeel.plan.Change;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;
import truekeel.secret.SecretException;
import truekeel.store.TenantCreation;
import truekeel.store.TenantCreations;

/**
 * Has tenants made at their region's register host, one after the other in each region: of two creates whose answers
 * were lost nobody could tell which made what.
 */
final class CreateTenant {
    static final String STEP = "create tenant";
    private static final Logger LOG = Logger.getLogger(CreateTenant.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TENANTS_TO_ASK = 3;

    private final TenantCreations creations;
    private final RegionTenants regionTenants;
    private final CreatePlan createPlan;
    private final RegisterWrites registerWrites;
    private final InstantSource clock;
    private final Map<String, ReentrantLock> regions = new ConcurrentHashMap<>();

    CreateTenant(
            TenantCreations creations,
            RegionTenants regionTenants,
            CreatePlan createPlan,
            RegisterWrites registerWrites,
            InstantSource clock) {
        this.creations = creations;
        this.regionTenants = regionTenants;
        this.createPlan = createPlan;
        this.registerWrites = registerWrites;
        this.clock = clock;
    }

    /** Makes the tenant that was planned, or takes over the one that an earlier attempt made. */
    Arrival carryOut(TenantTask task, Site site, ProvisioningCase planned, WritePermit permit) {
        Attempt attempt = new Attempt(task, site, planned, permit, clock.instant());
        ReentrantLock region = regions.computeIfAbsent(site.region(), name -> new ReentrantLock(true));
        try {
            Optional<Secret> key = licenseKey(attempt);
            if (!region.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return attempt.skipped("Other creates in the region take long.");
            }
            try {
                return alone(attempt, key);
            } finally {
                region.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return attempt.skipped("The daemon is stopping.");
        } catch (SecretException | QlikException failure) {
            return attempt.ended(registerWrites.failed(task, attempt.change(), failure, attempt.begun()));
        }
    }

    /** Nothing else is made in the region meanwhile, so what was planned is decided once more. */
    private Arrival alone(Attempt attempt, Optional<Secret> key) {
        Optional<TenantCreation> made = creations.of(attempt.task().tenant()).filter(creation -> !creation.isPending());
        if (made.isPresent()) {
            return attempt.there(made.get().hostname().orElseThrow(), List.of());
        }
        if (attempt.permit().stopping().getAsBoolean()) {
            return attempt.skipped("The daemon is stopping.");
        }
        CreateDecision decision = createPlan.decision(attempt.task(), attempt.site());
        if (decision instanceof CreateDecision.Found found) {
            return takenOver(attempt, found.tenant());
        }
        if (decision instanceof CreateDecision.Uncertain uncertain) {
            return attempt.ended(RefusalCode.TENANT_CREATE_UNCERTAIN, uncertain.message());
        }
        return key.map(secret -> createPlan.whileUnderWay(attempt.task().tenant(), () -> created(attempt, secret)))
                .orElseGet(() -> attempt.ended(
                        RefusalCode.LICENSE_KEY_MISSING, "None of the fleet's tenants tells the licence key."));
    }

    private Arrival created(Attempt attempt, Secret key) {
        Site site = attempt.site();
        TenantTask task = attempt.task();
        QlikTenant register = site.hosts().register().orElseThrow();
        Instant attempted =
                site.hosts().console().map(console -> console.clock().instant()).orElseGet(clock::instant);
        TenantCreation creation = TenantCreation.pending(task.tenant(), site.region(), attempted, clock.instant());
        registerWrites.settle(task.tenant(), attempt.change().ref(), STEP, Optional.empty());
        createPlan.tidy(site);
        if (!creations.begin(creation)) {
            return attempt.ended(
                    RefusalCode.TENANT_CREATE_UNCERTAIN, "Another create in the region began at the same time.");
        }
        QlikRequest request = QlikRequest.of(TenantOperations.CREATE_TENANT)
                .json(JsonNodeFactory.instance.objectNode())
                .secretField("/licenseKey", key);
        try {
            QlikReply reply = registerWrites.send(
                    attempt.permit().run(),
                    task,
                    attempt.planned(),
                    new RegisterWrites.RegisterWrite(STEP, register, request),
                    answer -> record(creation, answer));
            return attempt.there(hostname(reply), List.of(applied(attempt)));
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            return afterALostAnswer(attempt, lost);
        } catch (QlikException refused) {
            creations.forget(task.tenant());
            throw refused;
        }
    }

    /** It may show at once; else the next runs wait for it. */
    private Arrival afterALostAnswer(Attempt attempt, QlikException lost) {
        regionTenants.forget(attempt.site());
        return createPlan.decision(attempt.task(), attempt.site()) instanceof CreateDecision.Found found
                ? takenOver(attempt, found.tenant())
                : attempt.ended(registerWrites.failed(attempt.task(), attempt.change(), lost, attempt.begun()));
    }

    private Arrival takenOver(Attempt attempt, Candidate tenant) {
        TenantCreation open = creations.of(attempt.task().tenant()).orElseThrow();
        creations.created(open.created(tenant.hostname(), Optional.of(tenant.id()), clock.instant()));
        registerWrites.settle(attempt.task().tenant(), attempt.change().ref(), STEP, Optional.of(tenant.id()));
        log("A tenant that an earlier create made was taken over.", attempt.task(), tenant.hostname());
        return attempt.there(tenant.hostname(), List.of(applied(attempt)));
    }

    private Outcome applied(Attempt attempt) {
        return registerWrites.applied(attempt.task(), attempt.change(), attempt.begun());
    }

    private void record(TenantCreation creation, QlikReply answer) {
        String id = answer.body().path("id").asText("");
        creations.created(
                creation.created(hostname(answer), Optional.of(id).filter(text -> !text.isEmpty()), clock.instant()));
    }

    private static String hostname(QlikReply answer) {
        String hostname = answer.body().path("hostnames").path(0).asText("").toLowerCase(Locale.ROOT);
        if (hostname.isEmpty()) {
            throw new QlikException.Malformed(
                    TenantOperations.CREATE_TENANT.id(),
                    Problem.NONE,
                    "The create of a tenant was answered without its hostname.",
                    null);
        }
        return hostname;
    }

    /** The declared one, else that of a tenant of the fleet; it goes nowhere but into the request. */
    private Optional<Secret> licenseKey(Attempt attempt) {
        Optional<Supplier<Secret>> declared = attempt.site().hosts().licenseKey();
        if (declared.isPresent()) {
            return Optional.of(declared.get().get());
        }
        return createPlan
                .sources(attempt.site())
                .limit(TENANTS_TO_ASK)
                .flatMap(tenant -> licenseKey(tenant).stream())
                .findFirst();
    }

    private static Optional<Secret> licenseKey(QlikTenant tenant) {
        try {
            String key = tenant.get(QlikRequest.of(AccessOperations.GET_LICENSE_OVERVIEW))
                    .path("licenseKey")
                    .asText("");
            return key.isEmpty() ? Optional.empty() : Optional.of(Secret.of(key));
        } catch (QlikException untold) {
            LOG.info(LogLine.of("A tenant did not tell the licence key.")
                    .with(LogKeys.HOST, tenant.hostname())
                    .with(LogKeys.CODE, untold.code()));
            return Optional.empty();
        }
    }

    private static void log(String what, TenantTask task, String hostname) {
        LOG.info(LogLine.of(what).with(LogKeys.TENANT, task.tenant()).with(LogKeys.HOST, hostname));
    }

    /** One create on its way. */
    private final class Attempt {
        private final TenantTask task;
        private final Site site;
        private final ProvisioningCase planned;
        private final WritePermit permit;
        private final Instant begun;

        Attempt(TenantTask task, Site site, ProvisioningCase planned, WritePermit permit, Instant begun) {
            this.task = task;
            this.site = site;
            this.planned = planned;
            this.permit = permit;
            this.begun = begun;
        }

        TenantTask task() {
            return task;
        }

        Site site() {
            return site;
        }

        ProvisioningCase planned() {
            return planned;
        }

        WritePermit permit() {
            return permit;
        }

        Instant begun() {
            return begun;
        }

        Change change() {
            return planned.change().orElseThrow();
        }

        Arrival there(String hostname, List<Outcome> outcomes) {
            if (!outcomes.isEmpty()) {
                log("A tenant is there. Commit its hostname to its document.", task, hostname);
            }
            return new Arrival.There(task.at(site.hosts().own(hostname).orElseThrow()), outcomes);
        }

        Arrival skipped(String why) {
            return ended(registerWrites.skipped(change(), why));
        }

        Arrival ended(RefusalCode code, String message) {
            return ended(registerWrites.failed(task, change(), code.name(), message, begun));
        }

        /** How it stands now is looked up, so that the report tells it. */
        Arrival ended(Outcome outcome) {
            ProvisioningCase now = createPlan.planned(task, site);
            return new Arrival.Halted(now.picture(), planned.admission(), now.admission(), List.of(outcome));
        }
    }
}
