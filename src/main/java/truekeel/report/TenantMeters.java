package truekeel.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import truekeel.model.KindName;
import truekeel.model.TenantName;
import truekeel.plan.DriftState;
import truekeel.store.DriftRecord;
import truekeel.store.RunOutcome;

/** Every series that carries one tenant's name; all go when the tenant goes. */
final class TenantMeters {
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Tags own;
    private final Set<Meter.Id> counters = ConcurrentHashMap.newKeySet();
    private final Set<KindName> kinds = new TreeSet<>();
    private final Series resources;
    private final Series info;
    private final Series oldest;
    private final Series success;
    private final Series violations;

    TenantMeters(TenantName tenant, MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.own = Tags.of("tenant", tenant.value());
        this.resources = new Series(registry, "truekeel.resources", "Resources by drift state.");
        this.info = new Series(registry, "truekeel.tenant.info", "What is known about a tenant, in labels.");
        this.oldest = new Series(
                registry, "truekeel.drift.oldest.seconds", "Age of the oldest drift; undeclared objects do not count.");
        this.success = new Series(
                registry, "truekeel.last.success.timestamp.seconds", "When the latest successful run ended.");
        this.violations = new Series(registry, "truekeel.policy.violations", "Objects that do not keep to a policy.");
        // Nobody counts an interrupted run: the process that could have is gone.
        for (RunOutcome outcome : EnumSet.complementOf(EnumSet.of(RunOutcome.INTERRUPTED))) {
            count("truekeel.reconcile", Tags.of("outcome", outcome.word()), 0);
        }
    }

    void count(String name, Tags tags, int times) {
        Counter counter = registry.counter(name, own.and(tags));
        counters.add(counter.getId());
        counter.increment(times);
    }

    void succeeded(Instant at) {
        success.showOnly(Map.of(own, () -> at.toEpochMilli() / MILLIS));
    }

    void show(TenantStatus status) {
        info.showOnly(Map.of(own.and(labels(status)), () -> 1));
        status.last().ifPresent(report -> {
            kinds.addAll(report.standing().countsByKind().keySet());
            resources.show(counts(report.standing()));
            oldest.showOnly(ages(report.standing()));
            violations.show(violations(report));
        });
    }

    private static Tags labels(TenantStatus status) {
        String ready = status.condition(Condition.Type.READY)
                .map(Condition::status)
                .orElse(Condition.Status.UNKNOWN)
                .name();
        return Tags.of(
                "region", status.place().region(),
                "mode", status.stance().mode().name().toLowerCase(Locale.ROOT),
                "ready", ready.toLowerCase(Locale.ROOT),
                "suspended", Boolean.toString(status.stance().isSuspended()),
                "revision", status.revision().map(Object::toString).orElse(""));
    }

    /** What is in sync is always told, for every kind that was ever seen here; other states while there are any. */
    private Map<Tags, DoubleSupplier> counts(RunReport.Standing standing) {
        Map<Tags, DoubleSupplier> counts = new HashMap<>();
        kinds.forEach(kind -> counts.put(state(kind, DriftState.IN_SYNC), () -> 0));
        standing.countsByKind()
                .forEach((kind, states) -> states.forEach((state, count) -> {
                    int number = count;
                    counts.put(state(kind, state), () -> number);
                }));
        return counts;
    }

    private Tags state(KindName kind, DriftState state) {
        return own.and("kind", kind.value(), "state", state.word());
    }

    private Map<Tags, DoubleSupplier> ages(RunReport.Standing standing) {
        Map<Tags, DoubleSupplier> ages = new HashMap<>();
        kinds.forEach(kind -> {
            Optional<Instant> onset = standing.drift().stream()
                    .filter(drift -> drift.ref().kind().equals(kind))
                    .filter(drift -> !drift.state().equals(DriftState.UNMANAGED.word()))
                    .map(DriftRecord::since)
                    .min(Instant::compareTo);
            ages.put(own.and("kind", kind.value()), () -> onset.map(this::age).orElse(0.0));
        });
        return ages;
    }

    private double age(Instant onset) {
        return Math.max(0, clock.instant().toEpochMilli() - onset.toEpochMilli()) / MILLIS;
    }

    private Map<Tags, DoubleSupplier> violations(RunReport report) {
        Map<Tags, Integer> numbers = new HashMap<>();
        report.violations()
                .forEach(violation -> numbers.merge(
                        own.and("policy", violation.policy(), "severity", violation.severity()), 1, Integer::sum));
        Map<Tags, DoubleSupplier> shown = new HashMap<>();
        numbers.forEach((tags, number) -> shown.put(tags, number::doubleValue));
        return shown;
    }

    /** Takes every series of the tenant out of the registry. */
    void clear() {
        for (Series series : Set.of(resources, info, oldest, success, violations)) {
            series.clear();
        }
        new HashSet<>(counters).forEach(registry::remove);
        counters.clear();
    }
}
