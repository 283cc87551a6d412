package truekeel;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import truekeel.fleet.Fleet;
import truekeel.report.EventRelay;
import truekeel.report.Metrics;
import truekeel.report.QlikMeters;

/** The one place where the daemon's parts meet the container. */
@ApplicationScoped
public class Assembly {

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

    void begin(@Observes StartupEvent started, MeterRegistry registry) {
        Daemon daemon = Daemon.prepared();
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
