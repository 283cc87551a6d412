package truekeel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/** Hands every event to all who listen; one that fails keeps it from no other. */
public final class EventRelay implements FleetEvents {
    private static final Logger LOG = Logger.getLogger(EventRelay.class);

    private final List<FleetEvents> listeners = new CopyOnWriteArrayList<>();

    public void add(FleetEvents listener) {
        listeners.add(listener);
    }

    public void remove(FleetEvents listener) {
        listeners.remove(listener);
    }

    private void tell(Consumer<FleetEvents> event) {
        for (FleetEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException failed) {
                LOG.warn("A listener failed on an event.", failed);
            }
        }
    }

    @Override
    public void statusChanged(TenantStatus status) {
        tell(listener -> listener.statusChanged(status));
    }

    @Override
    public void runEnded(TenantStatus status, RunReport report) {
        tell(listener -> listener.runEnded(status, report));
    }

    @Override
    public void runBroke(TenantName tenant, Duration took) {
        tell(listener -> listener.runBroke(tenant, took));
    }

    @Override
    public void tenantGone(TenantName tenant) {
        tell(listener -> listener.tenantGone(tenant));
    }

    @Override
    public void gitRefreshed(Revision revision, Duration took, Instant at) {
        tell(listener -> listener.gitRefreshed(revision, took, at));
    }

    @Override
    public void gitFailed(String code, Duration took, Instant at) {
        tell(listener -> listener.gitFailed(code, took, at));
    }

    @Override
    public void revisionConverged(Revision revision, Duration sinceCommit) {
        tell(listener -> listener.revisionConverged(revision, sinceCommit));
    }
}
