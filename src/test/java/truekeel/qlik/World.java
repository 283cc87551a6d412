package truekeel.qlik;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.model.Secret;
import truekeel.qlik.Operation.Tier;

/** A fleet of one tenant over a scripted transport, with time of its own and no chance in its waits. */
final class World {
    static final String HOST = "acme.us.qlikcloud.com";
    static final Duration BASE = Duration.ofSeconds(1);

    final TestTime time = new TestTime();
    final FakeTransport transport = new FakeTransport();
    final Seen metrics = new Seen();
    final QlikFleet fleet;
    final QlikTenant tenant;

    World() {
        this(1.0);
    }

    World(double share) {
        QlikSettings settings = new QlikSettings(
                share, 16, 4, new RetryPolicy(4, BASE, Duration.ofSeconds(8), 0), Duration.ofMinutes(30));
        fleet = new QlikFleet(settings, transport, time.clockwork(), metrics);
        tenant = fleet.tenant(access("s3cret"));
    }

    static TenantAccess access(String secret) {
        return new TenantAccess(HOST, "client-1", () -> Secret.of(secret));
    }

    /** What the client told about itself. */
    static final class Seen implements QlikMetrics {
        final List<String> requested = new ArrayList<>();
        final List<Duration> throttled = new ArrayList<>();
        final List<Double> used = new ArrayList<>();
        final List<String> deprecated = new ArrayList<>();

        @Override
        public synchronized void requested(Operation operation, String hostname, int status, Duration took) {
            requested.add(operation.id() + " " + status);
        }

        @Override
        public synchronized void throttled(Operation operation, String hostname, Duration wait) {
            throttled.add(wait);
        }

        @Override
        public synchronized void budgetUsed(String hostname, Tier tier, double ratio) {
            used.add(ratio);
        }

        @Override
        public synchronized void deprecated(Operation operation, Optional<String> sunset) {
            deprecated.add(operation.id() + " " + sunset.orElse("-"));
        }
    }
}
