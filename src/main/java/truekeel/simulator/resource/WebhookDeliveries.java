package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;

/**
 * What a webhook delivered since it was enabled, told from the audit feed: nothing is sent anywhere. A host below
 * {@code .invalid} is never reached, and the first event it misses switches the hook off.
 */
final class WebhookDeliveries {
    private static final String SEEN = "_seen";

    private WebhookDeliveries() {}

    /** From now on events are delivered. */
    static void begin(ObjectNode row, Exchange exchange) {
        row.put(SEEN, exchange.table("audits").size());
    }

    /** Every delivery since then, oldest first. */
    static List<ObjectNode> of(ObjectNode row, Exchange exchange) {
        List<ObjectNode> events = exchange.table("audits").rows();
        List<String> types = Json.texts(row.path("eventTypes"));
        List<ObjectNode> deliveries = new ArrayList<>();
        for (ObjectNode event : events.subList(Math.min(row.path(SEEN).asInt(), events.size()), events.size())) {
            if (types.contains(event.path("eventType").asText())) {
                deliveries.add(delivery(row, event, deliveries.size()));
            }
        }
        return deliveries;
    }

    private static ObjectNode delivery(ObjectNode row, ObjectNode event, int number) {
        boolean reached = isReachable(row);
        ObjectNode delivery = Json.object();
        delivery.put("_n", number);
        delivery.put("id", event.path("id").asText());
        delivery.put("webhookId", row.path("id").asText());
        delivery.put("eventType", event.path("eventType").asText());
        delivery.put("triggeredAt", event.path("eventTime").asText());
        delivery.put("status", reached ? "success" : "fail");
        delivery.put("statusMessage", reached ? "" : "The host cannot be reached.");
        return delivery;
    }

    private static boolean isReachable(ObjectNode row) {
        String host = URI.create(row.path("url").asText()).getHost();
        return host != null && !host.endsWith(".invalid");
    }

    /** Switches a hook off that missed an event. */
    static void settle(ObjectNode row, Exchange exchange) {
        if (row.path("enabled").asBoolean()
                && !isReachable(row)
                && !of(row, exchange).isEmpty()) {
            row.put("enabled", false);
            row.put("disabledReason", "The host could not be reached.");
            row.put("disabledReasonCode", "WEBHOOKS-UNREACHABLE");
        }
    }
}
