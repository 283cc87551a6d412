package truekeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import truekeel.plan.DriftState;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Operation;
import truekeel.qlik.RateBudget;
import truekeel.store.DriftRecord;
import truekeel.store.MemoryStore;
import truekeel.store.RunEnd;
import truekeel.store.RunOutcome;
import truekeel.store.Store;

class MetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Store store = new MemoryStore();
    private Instant now = Told.START.plusSeconds(60);
    private final InstantSource clock = () -> now;

    @Test
    void showsEveryStateThatOccursAndWhatIsInSyncAlways() {
        Metrics metrics = new Metrics(registry, store, clock);

        metrics.statusChanged(Told.status(Told.run(
                now,
                RunOutcome.OBSERVED,
                Told.resource("Space", "one", DriftState.MODIFIED),
                Told.resource("Space", "two", DriftState.MODIFIED))));

        assertThat(resources("Space", "modified")).hasValue(2.0);
        assertThat(resources("Space", "in_sync")).hasValue(0.0);
        assertThat(resources("Space", "missing")).isEmpty();
    }

    @Test
    void keepsAStateAtZeroUntilAScrapeHasSeenIt() {
        Metrics metrics = new Metrics(registry, store, clock);
        RunReport drifted = Told.run(now, RunOutcome.OBSERVED, Told.resource("Space", "one", DriftState.MODIFIED));
        RunReport mended = Told.run(now, RunOutcome.UNCHANGED, Told.resource("Space", "one", DriftState.IN_SYNC));
        metrics.statusChanged(Told.status(drifted));

        metrics.statusChanged(Told.status(mended));
        metrics.statusChanged(Told.status(mended));
        Optional<Double> beforeScrape = resources("Space", "modified");
        metrics.statusChanged(Told.status(mended));
        Optional<Double> afterScrape = resources("Space", "modified");

        assertThat(beforeScrape).hasValue(0.0);
        assertThat(afterScrape).isEmpty();
        assertThat(resources("Space", "in_sync")).hasValue(1.0);
    }

    @Test
    void keepsWhatIsInSyncOfAKindThatIsGone() {
        Metrics metrics = new Metrics(registry, store, clock);
        metrics.statusChanged(Told.status(
                Told.run(now, RunOutcome.UNCHANGED, Told.resource("CspOrigin", "cdn", DriftState.IN_SYNC))));

        metrics.statusChanged(Told.status(Told.run(now, RunOutcome.UNCHANGED)));

        assertThat(resources("CspOrigin", "in_sync")).hasValue(0.0);
    }

    @Test
    void ageOfDriftGrowsWithTheClockAndUndeclaredObjectsDoNotCount() {
        Metrics metrics = new Metrics(registry, store, clock);
        metrics.statusChanged(Told.status(Told.run(
                now,
                RunOutcome.OBSERVED,
                Told.resource("Space", "one", DriftState.MODIFIED),
                Told.resource("App", "somebody's", DriftState.UNMANAGED))));

        now = Told.START.plusSeconds(300);

        assertThat(gauge("truekeel.drift.oldest.seconds", "kind", "Space")).hasValue(300.0);
        assertThat(gauge("truekeel.drift.oldest.seconds", "kind", "App")).hasValue(0.0);
    }

    @Test
    void timesDriftFromItsOnsetToItsEnd() {
        Metrics metrics = new Metrics(registry, store, clock);
        metrics.statusChanged(
                Told.status(Told.run(now, RunOutcome.OBSERVED, Told.resource("Space", "one", DriftState.MISSING))));
        metrics.statusChanged(
                Told.status(Told.run(now, RunOutcome.FAILED, Told.resource("Space", "one", DriftState.UNKNOWN))));

        metrics.statusChanged(Told.status(Told.run(
                Told.START.plusSeconds(90), RunOutcome.APPLIED, Told.resource("Space", "one", DriftState.IN_SYNC))));

        Timer timer =
                registry.get("truekeel.drift.remediation").tag("kind", "Space").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
    }

    /** The first creates of a new revision were counted as drift that had been healed. */
    @Test
    void timesNothingThatACommitBrought() {
        Metrics metrics = new Metrics(registry, store, clock);
        RunReport wanted = Told.run(now, RunOutcome.OBSERVED, Told.resource("Space", "new", DriftState.MISSING));
        metrics.statusChanged(Told.status(Told.brought(wanted)));

        metrics.statusChanged(Told.status(Told.run(
                Told.START.plusSeconds(90), RunOutcome.APPLIED, Told.resource("Space", "new", DriftState.IN_SYNC))));

        assertThat(registry.find("truekeel.drift.remediation").timer()).isNull();
    }

    @Test
    void remembersDriftAndSuccessFromBeforeARestart() {
        RunReport before = Told.run(now, RunOutcome.APPLIED, Told.resource("Space", "one", DriftState.MISSING));
        store.drift().replace(Told.ACME, List.of(before.standing().drift().toArray(DriftRecord[]::new)), Told.START);
        store.runs().begin(before.run());
        store.runs().end(before.run().id(), RunEnd.after(now, RunOutcome.APPLIED, Map.of(), now));
        Metrics metrics = new Metrics(registry, store, clock);

        metrics.statusChanged(Told.status());
        metrics.statusChanged(
                Told.status(Told.run(now, RunOutcome.UNCHANGED, Told.resource("Space", "one", DriftState.IN_SYNC))));

        assertThat(gauge("truekeel.last.success.timestamp.seconds", "tenant", "acme"))
                .hasValue((double) now.getEpochSecond());
        assertThat(registry.get("truekeel.drift.remediation").timer().count()).isEqualTo(1);
    }

    @Test
    void countsRunsByOutcomeFromZero() {
        Metrics metrics = new Metrics(registry, store, clock);
        RunReport report = Told.run(now, RunOutcome.APPLIED);
        metrics.statusChanged(Told.status(report));

        metrics.runEnded(Told.status(report), report);
        metrics.runBroke(Told.ACME, Duration.ofSeconds(1));

        assertThat(runs("applied")).isEqualTo(1);
        assertThat(runs("failed")).isEqualTo(1);
        assertThat(runs("refused")).isZero();
        assertThat(registry.get("truekeel.reconcile.duration")
                        .tag("outcome", "applied")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    @Test
    void oneInfoSeriesStandsForATenantWhateverChanges() {
        Metrics metrics = new Metrics(registry, store, clock);
        metrics.statusChanged(Told.status());

        metrics.statusChanged(Told.status(Told.run(now, RunOutcome.UNCHANGED)));

        assertThat(registry.find("truekeel.tenant.info").gauges())
                .singleElement()
                .satisfies(info -> assertThat(info.getId().getTag("ready")).isEqualTo("true"));
    }

    @Test
    void takesAwayEverySeriesOfATenantThatIsGone() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        Metrics metrics = new Metrics(composite, store, clock);
        QlikMeters qlik = new QlikMeters(composite, clock);
        RunReport report = Told.run(now, RunOutcome.OBSERVED, Told.resource("Space", "one", DriftState.MODIFIED));
        qlik.statusChanged(Told.status());
        qlik.throttled(AccessOperations.GET_MY_USER, "acme.us.qlikcloud.com", Duration.ofSeconds(1));
        qlik.budgetUsed("acme.us.qlikcloud.com", Operation.Tier.READ, 0.5);
        metrics.statusChanged(Told.status(report));
        metrics.runEnded(Told.status(report), report);
        List<Meter> before = ofTenant();

        metrics.tenantGone(Told.ACME);
        qlik.tenantGone(Told.ACME);

        assertThat(before).hasSizeGreaterThan(8);
        assertThat(ofTenant()).isEmpty();
    }

    @Test
    void aShareThatNobodyUsesAnyMoreIsFreeAgain() {
        QlikMeters qlik = new QlikMeters(registry, clock);
        qlik.statusChanged(Told.status());
        qlik.budgetUsed("acme.us.qlikcloud.com", Operation.Tier.WRITE, 0.9);
        Optional<Double> busy = gauge("truekeel.qlik.budget.used.ratio", "tier", "write");

        now = now.plus(RateBudget.WINDOW);

        assertThat(busy).hasValue(0.9);
        assertThat(gauge("truekeel.qlik.budget.used.ratio", "tier", "write")).hasValue(0.0);
    }

    @Test
    void tellsFailuresOfGitApartFromItsAnswers() {
        Metrics metrics = new Metrics(registry, store, clock);

        metrics.gitFailed("GIT_UNREACHABLE", Duration.ofSeconds(5), now);
        metrics.gitRefreshed(Told.REVISION, Duration.ofSeconds(1), now);
        metrics.revisionConverged(Told.REVISION, Duration.ofSeconds(42));

        assertThat(registry.get("truekeel.git.failures").counter().count()).isEqualTo(1);
        assertThat(registry.get("truekeel.git.request.duration").timer().count())
                .isEqualTo(2);
        assertThat(gauge("truekeel.git.last.success.timestamp.seconds", "request", "fetch"))
                .hasValue((double) now.getEpochSecond());
        assertThat(registry.get("truekeel.commit.to.converged").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(42);
    }

    private double runs(String outcome) {
        return registry.get("truekeel.reconcile")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private List<Meter> ofTenant() {
        return registry.getMeters().stream()
                .filter(meter -> "acme".equals(meter.getId().getTag("tenant")))
                .toList();
    }

    private Optional<Double> resources(String kind, String state) {
        return Optional.ofNullable(registry.find("truekeel.resources")
                        .tags("kind", kind, "state", state)
                        .gauge())
                .map(Gauge::value);
    }

    private Optional<Double> gauge(String name, String label, String value) {
        return Optional.ofNullable(registry.find(name).tag(label, value).gauge())
                .map(Gauge::value);
    }
}
