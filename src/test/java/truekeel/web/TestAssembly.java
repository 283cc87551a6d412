package truekeel.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import truekeel.fleet.Fleet;
import truekeel.model.Secret;
import truekeel.report.EventRelay;
import truekeel.report.Metrics;
import truekeel.report.QlikMeters;
import truekeel.web.access.AccessRules;

/** Stands in for the daemon's assembly: a fleet on a stage, and one token. */
@Alternative
@Singleton
public class TestAssembly {
    /** The system property that chooses how people prove who they are. */
    public static final String MODE = "test.auth.mode";

    static final String TOKEN = "correct-horse-battery-staple";

    @Produces
    @Singleton
    Stage stage(MeterRegistry registry) {
        InstantSource clock = InstantSource.fixed(Stage.START);
        QlikMeters qlik = new QlikMeters(registry, clock);
        Stage stage = new Stage(qlik);
        stage.events().add(qlik);
        stage.events()
                .add(new Metrics(registry, stage.store(), stage.simulator().clock()));
        return stage;
    }

    @Produces
    @Singleton
    Fleet fleet(Stage stage) {
        return stage.fleet();
    }

    @Produces
    @Singleton
    EventRelay events(Stage stage) {
        return stage.events();
    }

    @Produces
    @Singleton
    InstantSource clock(Stage stage) {
        return stage.simulator().clock();
    }

    @Produces
    @Singleton
    AccessRules access() {
        AccessRules.Mode mode = AccessRules.Mode.valueOf(System.getProperty(MODE, "TOKEN"));
        return new AccessRules(mode, () -> Optional.of(Secret.of("# people\n" + TOKEN + "\n")));
    }

    void begin(@Observes StartupEvent started, Fleet fleet) {
        fleet.refresh();
        fleet.tick();
        fleet.tick();
    }
}
