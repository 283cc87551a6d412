package truekeel.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import truekeel.model.TenantName;
import truekeel.qlik.Operation;
import truekeel.qlik.Operation.Tier;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.RateBudget;

/** What the client of Qlik tells about itself, as metrics; it knows hosts, the metrics speak of tenants. */
public final class QlikMeters implements QlikMetrics, FleetEvents {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Tenant> byHost = new ConcurrentHashMap<>();

    public QlikMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void statusChanged(TenantStatus status) {
        if (!status.place().hostname().isEmpty()) {
            byHost.computeIfAbsent(status.place().hostname(), host -> new Tenant(status.tenant(), registry));
        }
    }

    @Override
    public void tenantGone(TenantName tenant) {
        byHost.values().removeIf(known -> known.name.equals(tenant) && known.cleared());
    }

    @Override
    public void requested(Operation operation, String hostname, int status, Duration took) {
        Buckets.ofRequests("truekeel.qlik.request.duration", "Time that a request to Qlik Cloud took.")
                .tags(
                        "api", operation.api(),
                        "method", operation.method().name(),
                        "status", status == 0 ? "none" : Integer.toString(status))
                .register(registry)
                .record(took);
    }

    @Override
    public void throttled(Operation operation, String hostname, Duration wait) {
        Tenant tenant = byHost.get(hostname);
        if (tenant != null) {
            tenant.throttled(operation.tier());
        }
    }

    @Override
    public void budgetUsed(String hostname, Tier tier, double ratio) {
        Tenant tenant = byHost.get(hostname);
        if (tenant != null) {
            tenant.used(tier, ratio, clock);
        }
    }

    /** The series of one tenant. */
    private static final class Tenant {
        private final TenantName name;
        private final MeterRegistry registry;
        private final Series used;
        private final Map<Tags, DoubleSupplier> ratios = new HashMap<>();
        private final Set<Meter.Id> counters = ConcurrentHashMap.newKeySet();

        Tenant(TenantName name, MeterRegistry registry) {
            this.name = name;
            this.registry = registry;
            this.used = new Series(
                    registry, "truekeel.qlik.budget.used.ratio", "Used part of our share of Qlik's limit, 0 to 1.");
        }

        private Tags tags(Tier tier) {
            return Tags.of("tenant", name.value(), "tier", tier.name().toLowerCase(Locale.ROOT));
        }

        void throttled(Tier tier) {
            Counter counter = registry.counter("truekeel.qlik.throttled", tags(tier));
            counters.add(counter.getId());
            counter.increment();
        }

        /** A share that nobody used for a whole window is free again, although nobody tells. */
        synchronized void used(Tier tier, double ratio, InstantSource clock) {
            Instant until = clock.instant().plus(RateBudget.WINDOW);
            ratios.put(tags(tier), () -> clock.instant().isBefore(until) ? ratio : 0);
            used.showOnly(ratios);
        }

        boolean cleared() {
            used.clear();
            counters.forEach(registry::remove);
            return true;
        }
    }
}
