package truekeel.web.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;
import truekeel.fleet.Fleet;

/**
 * The repository was asked once: a revision is in force, or it is known why there is none. The latter counts, because a
 * restart does not bring a repository back.
 */
@Startup
@Singleton
public final class FirstRevision implements HealthCheck {
    private final Fleet fleet;

    @Inject
    FirstRevision(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("first revision")
                .status(fleet.revision().isPresent() || fleet.gitFailure().isPresent());
        fleet.revision().ifPresent(revision -> answer.withData("revision", revision.toString()));
        fleet.gitFailure().ifPresent(failure -> answer.withData("git", failure.code()));
        return answer.build();
    }
}
