package truekeel.web.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import truekeel.fleet.Fleet;
import truekeel.store.StoreException;

/** The loop makes progress and the database answers. */
@Readiness
@Singleton
public final class StoreReadiness implements HealthCheck {
    private final Fleet fleet;
    private final InstantSource clock;

    @Inject
    StoreReadiness(Fleet fleet, InstantSource clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("store");
        try {
            fleet.store().runs().recent(Optional.empty(), 1);
            return answer.status(LoopLiveness.isAlive(fleet, clock.instant())).build();
        } catch (StoreException failed) {
            return answer.down().withData("code", failed.code().name()).build();
        }
    }
}
