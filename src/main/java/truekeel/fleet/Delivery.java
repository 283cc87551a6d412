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
import truekeel.store.Birth;
import truekeel.store.Births;

/**
 * Has tenants made at their region's register host, one after the other in each region: of two creates whose answers
 * were lost nobody could tell which made what.
 */
final class Delivery {
    static final String STEP = "create tenant";
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TENANTS_TO_ASK = 3;

    private final Births births;
    private final Registry registry;
    private final Unborn unborn;
    private final Dispatch dispatch;
    private final InstantSource clock;
    private final Map<String, ReentrantLock> regions = new ConcurrentHashMap<>();

    Delivery(Births births, Registry registry, Unborn unborn, Dispatch dispatch, InstantSource clock) {
        this.births = births;
        this.registry = registry;
        this.unborn = unborn;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /** Makes the tenant that was planned, or takes over the one that an earlier attempt made. */
    Arrival carryOut(TenantTask task, Site site, Matter matter, Leave leave) {
        Labour labour = new Labour(task, site, matter, leave, clock.instant());
        ReentrantLock region = regions.computeIfAbsent(site.region(), name -> new ReentrantLock(true));
        try {
            Optional<Secret> key = licenseKey(labour);
            if (!region.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return labour.skipped("Other creates in the region take long.");
            }
            try {
                return alone(labour, key);
            } finally {
                region.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return labour.skipped("The daemon is stopping.");
        } catch (SecretException | QlikException failure) {
            return labour.ended(dispatch.failed(task, labour.change(), failure, labour.begun()));
        }
    }

    /** Nothing else is made in the region meanwhile, so what was planned is decided once more. */
    private Arrival alone(Labour labour, Optional<Secret> key) {
        Optional<Birth> made = births.of(labour.task().tenant()).filter(birth -> !birth.isPending());
        if (made.isPresent()) {
            return labour.there(made.get().hostname().orElseThrow(), List.of());
        }
        if (labour.leave().stopping().getAsBoolean()) {
            return labour.skipped("The daemon is stopping.");
        }
        Conception conception = unborn.conception(labour.task(), labour.site());
        if (conception instanceof Conception.Found found) {
            return takenOver(labour, found.tenant());
        }
        if (conception instanceof Conception.Uncertain uncertain) {
            return labour.ended(RefusalCode.TENANT_CREATE_UNCERTAIN, uncertain.message());
        }
        return key.map(secret -> unborn.whileUnderWay(labour.task().tenant(), () -> created(labour, secret)))
                .orElseGet(() -> labour.ended(
                        RefusalCode.LICENSE_KEY_MISSING, "None of the fleet's tenants tells the licence key."));
    }

    private Arrival created(Labour labour, Secret key) {
        Site site = labour.site();
        TenantTask task = labour.task();
        QlikTenant register = site.hosts().register().orElseThrow();
        Instant attempted =
                site.hosts().console().map(console -> console.clock().instant()).orElseGet(clock::instant);
        Birth birth = Birth.pending(task.tenant(), site.region(), attempted, clock.instant());
        dispatch.settle(task.tenant(), labour.change().ref(), STEP, Optional.empty());
        unborn.tidy(site);
        if (!births.begin(birth)) {
            return labour.ended(
                    RefusalCode.TENANT_CREATE_UNCERTAIN, "Another create in the region began at the same time.");
        }
        QlikRequest request = QlikRequest.of(TenantOperations.CREATE_TENANT)
                .json(JsonNodeFactory.instance.objectNode())
                .secretField("/licenseKey", key);
        try {
            QlikReply reply = dispatch.send(
                    labour.leave().run(),
                    task,
                    labour.matter(),
                    new Dispatch.Letter(STEP, register, request),
                    answer -> record(birth, answer));
            return labour.there(hostname(reply), List.of(applied(labour)));
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            return afterALostAnswer(labour, lost);
        } catch (QlikException refused) {
            births.forget(task.tenant());
            throw refused;
        }
    }

    /** It may show at once; else the next runs wait for it. */
    private Arrival afterALostAnswer(Labour labour, QlikException lost) {
        registry.forget(labour.site());
        return unborn.conception(labour.task(), labour.site()) instanceof Conception.Found found
                ? takenOver(labour, found.tenant())
                : labour.ended(dispatch.failed(labour.task(), labour.change(), lost, labour.begun()));
    }

    private Arrival takenOver(Labour labour, Candidate tenant) {
        Birth open = births.of(labour.task().tenant()).orElseThrow();
        births.created(open.created(tenant.hostname(), Optional.of(tenant.id()), clock.instant()));
        dispatch.settle(labour.task().tenant(), labour.change().ref(), STEP, Optional.of(tenant.id()));
        log("A tenant that an earlier create made was taken over.", labour.task(), tenant.hostname());
        return labour.there(tenant.hostname(), List.of(applied(labour)));
    }

    private Outcome applied(Labour labour) {
        return dispatch.applied(labour.task(), labour.change(), labour.begun());
    }

    private void record(Birth birth, QlikReply answer) {
        String id = answer.body().path("id").asText("");
        births.created(
                birth.created(hostname(answer), Optional.of(id).filter(text -> !text.isEmpty()), clock.instant()));
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
    private Optional<Secret> licenseKey(Labour labour) {
        Optional<Supplier<Secret>> declared = labour.site().hosts().licenseKey();
        if (declared.isPresent()) {
            return Optional.of(declared.get().get());
        }
        return unborn.sources(labour.site()).stream()
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
    private final class Labour {
        private final TenantTask task;
        private final Site site;
        private final Matter matter;
        private final Leave leave;
        private final Instant begun;

        Labour(TenantTask task, Site site, Matter matter, Leave leave, Instant begun) {
            this.task = task;
            this.site = site;
            this.matter = matter;
            this.leave = leave;
            this.begun = begun;
        }

        TenantTask task() {
            return task;
        }

        Site site() {
            return site;
        }

        Matter matter() {
            return matter;
        }

        Leave leave() {
            return leave;
        }

        Instant begun() {
            return begun;
        }

        Change change() {
            return matter.change().orElseThrow();
        }

        Arrival there(String hostname, List<Outcome> outcomes) {
            if (!outcomes.isEmpty()) {
                log("A tenant is there. Commit its hostname to its document.", task, hostname);
            }
            return new Arrival.There(task.at(site.hosts().own(hostname).orElseThrow()), outcomes);
        }

        Arrival skipped(String why) {
            return ended(dispatch.skipped(change(), why));
        }

        Arrival ended(RefusalCode code, String message) {
            return ended(dispatch.failed(task, change(), code.name(), message, begun));
        }

        /** How it stands now is looked up, so that the report tells it. */
        Arrival ended(Outcome outcome) {
            Matter now = unborn.matter(task, site);
            return new Arrival.Halted(now.picture(), matter.admission(), now.admission(), List.of(outcome));
        }
    }
}
