package truekeel.web.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import truekeel.model.TenantName;
import truekeel.report.EventRelay;
import truekeel.report.FleetEvents;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;

/** What happens, as server-sent events. They say where to look again, not what is there. */
@Path("/api/v1/events")
@Tag(name = "fleet")
public final class EventsApi {
    private static final int MOST_LISTENERS = 200;
    private static final int MOST_WAITING = 256;
    private static final long RETRY_SECONDS = 30;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EventRelay relay;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    @Inject
    EventsApi(EventRelay relay) {
        this.relay = relay;
    }

    /** One event. */
    @Schema(name = "Event")
    public record Event(
            @Schema(enumeration = {"alive", "status", "run", "gone"})
            String type,

            @Schema(description = "Null for alive.") Optional<String> tenant,
            @Schema(description = "Of the run that ended.") Optional<String> run) {
        static final Event ALIVE = new Event("alive", Optional.empty(), Optional.empty());
        static final Event LAST = new Event("last", Optional.empty(), Optional.empty());

        /** Whether the stream ends here; never sent. */
        boolean isLast() {
            return type.equals(LAST.type);
        }

        static Event of(String type, TenantName tenant) {
            return new Event(type, Optional.of(tenant.value()), Optional.empty());
        }
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listen", summary = "Server-sent events: a tenant's status changed, a run ended")
    public Multi<Event> events() {
        if (listeners.size() >= MOST_LISTENERS) {
            throw new ServiceUnavailableException("Too many clients listen to events already.", RETRY_SECONDS);
        }
        // A client that reads too slowly is cut off; it comes back by itself and looks at everything anew.
        Multi<Event> changes = Multi.createFrom().<Event>emitter(this::listen, MOST_WAITING);
        Multi<Event> alive =
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> Event.ALIVE);
        return Multi.createBy().merging().streams(alive, changes).select().first(event -> !event.isLast());
    }

    private void listen(MultiEmitter<? super Event> emitter) {
        Listener listener = new Listener(emitter);
        listeners.add(listener);
        relay.add(listener);
        emitter.onTermination(() -> {
            relay.remove(listener);
            listeners.remove(listener);
        });
    }

    /** Ends every stream; browsers ask again by themselves until somebody answers. */
    public void end() {
        listeners.forEach(listener -> listener.emitter().emit(Event.LAST));
    }

    /** Tells one client. */
    private record Listener(MultiEmitter<? super Event> emitter) implements FleetEvents {
        @Override
        public void statusChanged(TenantStatus status) {
            emitter.emit(Event.of("status", status.tenant()));
        }

        @Override
        public void runEnded(TenantStatus status, RunReport report) {
            emitter.emit(new Event(
                    "run",
                    Optional.of(status.tenant().value()),
                    Optional.of(report.run().id().value())));
        }

        @Override
        public void tenantGone(TenantName tenant) {
            emitter.emit(Event.of("gone", tenant));
        }
    }
}
