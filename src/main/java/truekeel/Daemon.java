package truekeel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import truekeel.fleet.Breakdown;
import truekeel.fleet.Fleet;
import truekeel.fleet.GitSource;
import truekeel.git.GitException;
import truekeel.git.GitRemote;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.qlik.Operation;
import truekeel.qlik.Pause;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.report.EventRelay;
import truekeel.store.Retention;
import truekeel.store.Store;

/**
 * The daemon's parts, built before the container starts, so that a bad configuration or a locked database ends the
 * start with one clear message. The container only ticks it and shows it.
 */
final class Daemon implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Daemon.class);
    private static volatile Optional<Daemon> current = Optional.empty();

    private final Workshop workshop;
    private final EventRelay events = new EventRelay();
    private final QlikMetricsRelay qlikMetrics = new QlikMetricsRelay();
    private final Fleet fleet;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private Instant nextPoll = Instant.MIN;

    private Daemon(TruekeelConfig config) throws GitException {
        this.workshop = new Workshop(config, qlikMetrics);
        try {
            String url = address(config);
            retention(config);
            Files.createDirectories(config.data().dir());
            workshop.digest();
            Store store = workshop.store();
            endInterrupted(store);
            GitRemote remote = GitRemote.open(workshop.git(url), config.data().dir(), workshop.clock());
            GitSource source =
                    new GitSource(remote, workshop.manifests(), config.git().path());
            QlikFleet qlik = workshop.qlik();
            this.fleet = new Fleet(new Fleet.Parts(
                    source,
                    workshop.tasks(qlik),
                    workshop.reconciliation(store),
                    store,
                    workshop.tenants(),
                    events,
                    new Fleet.Pace(
                            workshop.clock(),
                            Pause.real(),
                            config.reconcile().interval(),
                            config.reconcile().hold())));
            source.lastGood().ifPresent(fleet::adopt);
        } catch (GitException failed) {
            workshop.close();
            throw failed;
        } catch (IOException unusable) {
            workshop.close();
            throw new UncheckedIOException("truekeel.data.dir: " + config.data().dir() + " cannot be made.", unusable);
        } catch (RuntimeException failed) {
            workshop.close();
            throw failed;
        }
    }

    private void endInterrupted(Store store) {
        int interrupted =
                Breakdown.endInterrupted(store.runs(), workshop.clock().instant());
        if (interrupted > 0) {
            LOG.info(LogLine.of("Runs were interrupted when the process before this one ended.")
                    .with(LogKeys.RUNS, interrupted));
        }
    }

    private static String address(TruekeelConfig config) {
        return config.git()
                .url()
                .orElseThrow(() -> new IllegalArgumentException(
                        "truekeel.git.url is not set. Give the address of the repository with the desired state."));
    }

    /** Builds the daemon that the container will serve. Throws with a message for people when it cannot be built. */
    static Daemon prepare(TruekeelConfig config) throws GitException {
        Daemon daemon = new Daemon(config);
        current = Optional.of(daemon);
        return daemon;
    }

    /** The daemon that was prepared. */
    static Daemon prepared() {
        return current.orElseThrow(
                () -> new IllegalStateException("The container runs without a daemon. This is a bug in Truekeel."));
    }

    Fleet fleet() {
        return fleet;
    }

    EventRelay events() {
        return events;
    }

    QlikMetricsRelay qlikMetrics() {
        return qlikMetrics;
    }

    TruekeelConfig config() {
        return workshop.config();
    }

    Workshop workshop() {
        return workshop;
    }

    /** Asks the remote when its time has come. Called by one thread at a time. */
    void poll() {
        Instant now = workshop.clock().instant();
        if (!now.isBefore(nextPoll)) {
            fleet.refresh();
            Duration poll = config().git().poll();
            double factor = 0.9 + 0.2 * random.nextDouble();
            nextPoll = workshop.clock().instant().plusMillis((long) (poll.toMillis() * factor));
        }
    }

    /** Forgets old history as the configuration says. */
    void tidy() {
        fleet.tidy(retention(config()));
        workshop.artefacts().dropUnused(config().data().artefactAge());
    }

    private static Retention retention(TruekeelConfig config) {
        return new Retention(
                config.database().retentionCount(), config.database().retention());
    }

    @Override
    public void close() {
        fleet.close();
        workshop.close();
    }

    /** Hands the client's figures on once there is somewhere to put them. */
    static final class QlikMetricsRelay implements QlikMetrics {
        private volatile QlikMetrics target = QlikMetrics.NONE;

        void to(QlikMetrics metrics) {
            target = metrics;
        }

        @Override
        public void requested(Operation operation, String hostname, int status, Duration took) {
            target.requested(operation, hostname, status, took);
        }

        @Override
        public void throttled(Operation operation, String hostname, Duration wait) {
            target.throttled(operation, hostname, wait);
        }

        @Override
        public void budgetUsed(String hostname, Operation.Tier tier, double ratio) {
            target.budgetUsed(hostname, tier, ratio);
        }

        @Override
        public void deprecated(Operation operation, Optional<String> sunset) {
            target.deprecated(operation, sunset);
        }
    }
}
