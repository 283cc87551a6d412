package truekeel.web.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import truekeel.fleet.Fleet;

/** The loop makes progress. Outages of Git or Qlik are none of its business: a restart would mend nothing. */
@Liveness
@Singleton
public final class LoopLiveness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final InstantSource clock;

    @Inject
    LoopLiveness(Fleet fleet, InstantSource clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("loop")
                .status(isAlive(fleet, clock.instant()))
                .withData("heartbeat", fleet.heartbeat().toString())
                .build();
    }

    static boolean isAlive(Fleet fleet, Instant now) {
        return fleet.heartbeat().plus(PATIENCE).isAfter(now);
    }
}
