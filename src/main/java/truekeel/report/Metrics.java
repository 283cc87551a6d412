package truekeel.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.store.RunEnd;
import truekeel.store.RunOutcome;
import truekeel.store.Store;

/**
 * Turns what happens in the fleet into the metrics that {@code docs/reference/metrics.md} lists. Names of objects are
 * never labels.
 */
public final class Metrics implements FleetEvents {
    private static final double MILLIS = 1000;
    private static final Tags FETCH = Tags.of("request", "fetch");

    private final MeterRegistry registry;
    private final Store store;
    private final InstantSource clock;
    private final Map<TenantName, Tenant> tenants = new ConcurrentHashMap<>();
    private final Timer gitRequests;
    private final Counter gitFailures;
    private final Series gitSuccess;
    private final Timer converged;

    private record Tenant(TenantMeters meters, Remediation remediation) {}

    /** @param store asked once per tenant for what was known before a restart */
    public Metrics(MeterRegistry registry, Store store, InstantSource clock) {
        this.registry = registry;
        this.store = store;
        this.clock = clock;
        this.gitRequests = Buckets.ofRequests(
                        "truekeel.git.request.duration", "Time that a request to the Git remote took.")
                .tags(FETCH)
                .register(registry);
        this.gitFailures = Counter.builder("truekeel.git.failures")
                .description("Requests to the Git remote that failed.")
                .tags(FETCH)
                .register(registry);
        this.gitSuccess = new Series(
                registry, "truekeel.git.last.success.timestamp.seconds", "When the Git remote last answered.");
        this.converged = Buckets.ofWaits(
                        "truekeel.commit.to.converged", "Time from a commit until every tenant agreed with it.")
                .register(registry);
    }

    private Tenant tenant(TenantName name) {
        return tenants.computeIfAbsent(name, added -> {
            TenantMeters meters = new TenantMeters(added, registry, clock);
            store.runs().lastSuccess(added).ifPresent(meters::succeeded);
            return new Tenant(meters, new Remediation(store.drift().of(added)));
        });
    }

    @Override
    public void statusChanged(TenantStatus status) {
        Tenant tenant = tenant(status.tenant());
        tenant.meters().show(status);
        status.last()
                .ifPresent(
                        report -> tenant.remediation().after(report.standing()).forEach(this::mended));
    }

    private void mended(Remediation.Ended ended) {
        Buckets.ofWaits("truekeel.drift.remediation", "Age of drift that nobody had committed when it was over.")
                .tags("kind", ended.kind().value())
                .register(registry)
                .record(ended.age());
    }

    @Override
    public void runEnded(TenantStatus status, RunReport report) {
        TenantMeters meters = tenant(status.tenant()).meters();
        RunEnd end = report.run().end().orElseThrow();
        ended(meters, end.outcome(), Duration.between(report.run().begun(), end.at()));
        if (end.outcome().isSuccess()) {
            meters.succeeded(end.at());
        }
        report.outcomes()
                .forEach(outcome -> meters.count(
                        "truekeel.actions",
                        Tags.of(
                                "kind", outcome.change().kind().value(),
                                "action", outcome.change().action().word(),
                                "outcome", outcome.verdict().word()),
                        1));
        report.admission()
                .refusals()
                .forEach(refusal -> meters.count(
                        "truekeel.refused", Tags.of("reason", refusal.code().name()), 1));
    }

    @Override
    public void runBroke(TenantName tenant, Duration took) {
        ended(tenant(tenant).meters(), RunOutcome.FAILED, took);
    }

    private void ended(TenantMeters meters, RunOutcome outcome, Duration took) {
        meters.count("truekeel.reconcile", Tags.of("outcome", outcome.word()), 1);
        Buckets.ofRuns("truekeel.reconcile.duration", "Time that one reconciliation of one tenant took.")
                .tags("outcome", outcome.word())
                .register(registry)
                .record(took);
    }

    @Override
    public void tenantGone(TenantName tenant) {
        Tenant gone = tenants.remove(tenant);
        if (gone != null) {
            gone.meters().clear();
        }
    }

    @Override
    public void gitRefreshed(Revision revision, Duration took, Instant at) {
        gitRequests.record(took);
        gitSuccess.showOnly(Map.of(FETCH, () -> at.toEpochMilli() / MILLIS));
    }

    @Override
    public void gitFailed(String code, Duration took, Instant at) {
        gitRequests.record(took);
        gitFailures.increment();
    }

    @Override
    public void revisionConverged(Revision revision, Duration sinceCommit) {
        converged.record(sinceCommit);
    }
}
