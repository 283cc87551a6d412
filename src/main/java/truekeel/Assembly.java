package truekeel;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import truekeel.fleet.Fleet;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Secret;
import truekeel.model.Value;
import truekeel.report.EventRelay;
import truekeel.report.Metrics;
import truekeel.report.QlikMeters;
import truekeel.secret.SecretException;
import truekeel.web.access.AccessRules;
import truekeel.web.api.EventsApi;

/** The one place where the daemon's parts meet the container. */
@ApplicationScoped
public class Assembly {
    private static final Logger LOG = Logger.getLogger(Assembly.class);

    @Produces
    @Singleton
    Fleet fleet() {
        return Daemon.prepared().fleet();
    }

    @Produces
    @Singleton
    EventRelay events() {
        return Daemon.prepared().events();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return Clocks.system();
    }

    @Produces
    @Singleton
    AccessRules access() {
        Workshop workshop = Daemon.prepared().workshop();
        TruekeelConfig.Auth auth = workshop.config().auth();
        AccessRules.Mode mode =
                switch (auth.mode()) {
                    case TOKEN -> AccessRules.Mode.TOKEN;
                    case OIDC -> AccessRules.Mode.OIDC;
                    case NONE -> AccessRules.Mode.NONE;
                };
        return new AccessRules(mode, () -> tokens(workshop));
    }

    private static Optional<Secret> tokens(Workshop workshop) {
        try {
            return Optional.of(workshop.secrets()
                    .resolve(new Value.SecretRef(workshop.config().auth().tokensSecret())));
        } catch (SecretException missing) {
            return Optional.empty();
        }
    }

    void begin(@Observes StartupEvent started, MeterRegistry registry, EventsApi streams) {
        Daemon daemon = Daemon.prepared();
        if (access().mode() == AccessRules.Mode.TOKEN && access().tokens().get().isEmpty()) {
            LOG.warn(LogLine.of("Nobody can sign in: there are no tokens. Put some, one per line, into the secret, or"
                            + " choose another truekeel.auth.mode.")
                    .with(LogKeys.SECRET, daemon.config().auth().tokensSecret()));
        }
        // The platform lets requests end before it stops, and a stream of events never does by itself.
        Runtime.getRuntime().addShutdownHook(new Thread(streams::end, "truekeel-streams-end"));
        QlikMeters qlik = new QlikMeters(registry, Clocks.system());
        daemon.qlikMetrics().to(qlik);
        daemon.events().add(qlik);
        daemon.events().add(new Metrics(registry, daemon.fleet().store(), Clocks.system()));
        daemon.fleet().statuses().forEach(daemon.events()::statusChanged);
        daemon.fleet().tick();
    }

    void end(@Observes ShutdownEvent stopping) {
        Daemon.prepared().close();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        Daemon.prepared().fleet().tick();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        Daemon.prepared().poll();
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        Daemon.prepared().tidy();
    }
}
