package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Appends the tenant's audit events. The audits resource serves them. */
public final class Audits {
    private final SimTenant tenant;
    private final Ids ids;

    Audits(SimTenant tenant, Ids ids) {
        this.tenant = tenant;
        this.ids = ids;
    }

    void both(Exchange exchange, String service, String resource, String action, String id, ObjectNode data) {
        String source = "com.qlik/" + service;
        ObjectNode served = Json.served(data);
        add(exchange.now(), exchange.caller(), "com.qlik.core." + resource + "." + action, source, id, served);
        add(exchange.now(), exchange.caller(), "com.qlik.v1." + resource + "." + action, source, id, served);
    }

    void one(Exchange exchange, String type, String source, String id, ObjectNode data) {
        append(exchange.now(), exchange.caller(), type, source, id, data);
    }

    /** Writes an event that no request caused, such as the making of a bot user. */
    public void append(Instant now, @Nullable Caller actor, String type, String source, String id, ObjectNode data) {
        add(now, actor, type, source, id, Json.served(data));
    }

    /** Events may share their data: nobody changes an event. */
    private void add(Instant now, @Nullable Caller actor, String type, String source, String id, ObjectNode data) {
        String eventId = ids.uuid();
        ObjectNode event = Json.object();
        event.put("id", eventId);
        event.put("contentType", "application/json");
        event.put("eventId", eventId);
        event.put("eventTime", Stamp.millis(now));
        event.put("eventType", type);
        event.put("eventTypeVersion", "1.0.0");
        event.put("source", source);
        event.put("tenantId", tenant.id());
        event.put("userId", actor == null ? "" : actor.userId());
        event.set("data", data);
        ObjectNode extensions = event.putObject("extensions");
        extensions.put("topLevelResourceId", id);
        if (actor != null) {
            extensions
                    .putObject("actor")
                    .put("sub", actor.isBot() ? "qlikbot\\" + actor.clientId() : actor.userId())
                    .put("subType", actor.isBot() ? "oauthClient" : "user");
        }
        if (data.has("ownerId")) {
            extensions.put("ownerId", data.path("ownerId").asText());
        }
        if (data.has("spaceId")) {
            extensions.put("spaceId", data.path("spaceId").asText());
        }
        tenant.table("audits").add(event);
    }
}
