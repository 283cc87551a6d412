package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Caller;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Route;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/core/webhooks} and its deprecated twin {@code /api/v1/webhooks}; the tenant option {@code coreWebhooks:
 * false} leaves only the latter. Hooks of the level tenant are for admins, those of the level user for their owner. Two
 * of one name are taken. The 151st of a user is a 400 (unconfirmed).
 */
final class Webhooks implements Resource {
    private static final String TABLE = "webhooks";
    private static final String CORE = "/api/core/webhooks";
    private static final String OLD = "/api/v1/webhooks";
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final int MOST = 150;
    private static final List<String> EVENT_TYPES = List.of(
            "com.qlik.app.created",
            "com.qlik.app.deleted",
            "com.qlik.app.published",
            "com.qlik.v1.app.reload.finished",
            "com.qlik.core.space.created",
            "com.qlik.core.space.updated",
            "com.qlik.core.space.deleted",
            "com.qlik.core.user.created");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "WEBHOOKS-");
    }

    @Override
    public void register(Routes routes) {
        register(routes, CORE);
        for (Route route : register(routes, OLD)) {
            route.deprecated(
                    Instant.parse("2026-11-01T00:00:00Z"),
                    Instant.parse("2027-11-01T00:00:00Z"),
                    "https://qlik.dev/changelog/");
        }
    }

    private List<Route> register(Routes routes, String path) {
        return List.of(
                routes.get(path, exchange -> there(exchange, this::list)),
                routes.post(path, exchange -> there(exchange, this::create)),
                routes.get(path + "/event-types", exchange -> there(exchange, Webhooks::eventTypes)),
                routes.get(path + "/{id}", exchange -> there(exchange, call -> Answer.ok(view(row(call), call)))),
                routes.patch(path + "/{id}", exchange -> there(exchange, this::patch)),
                routes.put(path + "/{id}", exchange -> there(exchange, this::replace)),
                routes.delete(path + "/{id}", exchange -> there(exchange, this::delete)),
                routes.get(path + "/{id}/deliveries", exchange -> there(exchange, Webhooks::deliveries)),
                routes.get(path + "/{id}/deliveries/{deliveryId}", exchange -> there(exchange, Webhooks::delivery)),
                routes.post(
                        path + "/{id}/deliveries/{deliveryId}/actions/resend",
                        exchange -> there(exchange, Webhooks::resend)));
    }

    private interface Handling {
        Answer handle(Exchange exchange);
    }

    private static Answer there(Exchange exchange, Handling handling) {
        boolean core = exchange.call().path().startsWith(CORE);
        if (core && !exchange.tenant().options().flag("coreWebhooks", true)) {
            throw Problem.notFound("No such path: " + exchange.call().path());
        }
        return handling.handle(exchange);
    }

    private Answer list(Exchange exchange) {
        Caller caller = exchange.caller();
        if (!isAdmin(caller)) {
            caller.require("webhooks");
        }
        List<ObjectNode> found =
                exchange.table(TABLE).where(row -> (isAdmin(caller) || isOwner(caller, row)) && matches(exchange, row));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("name", "url", "createdAt", "updatedAt"));
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(row -> view(row, exchange)));
    }

    private static boolean matches(Exchange exchange, ObjectNode row) {
        for (String field : List.of("name", "level", "url", "ownerId", "createdByUserId", "updatedByUserId")) {
            Optional<String> asked = exchange.query(field);
            if (asked.isPresent() && !asked.get().equals(row.path(field).asText())) {
                return false;
            }
        }
        boolean state = exchange.query("enabled").isEmpty()
                || exchange.flag("enabled") == row.path("enabled").asBoolean();
        boolean origin = exchange.query("origins")
                .map(origins -> List.of(origins.split(",", -1))
                        .contains(row.path("origin").asText()))
                .orElse(true);
        return state
                && origin
                && exchange.query("eventTypes")
                        .map(types -> Json.texts(row.path("eventTypes")).containsAll(List.of(types.split(",", -1))))
                        .orElse(true);
    }

    private static boolean isAdmin(Caller caller) {
        return caller.isAdmin() || caller.may("admin.webhooks");
    }

    private static boolean isOwner(Caller caller, ObjectNode row) {
        return caller.userId().equals(row.path("ownerId").asText());
    }

    /** The row, for those who may see it. */
    private static ObjectNode row(Exchange exchange) {
        ObjectNode row = exchange.table(TABLE).require(exchange.param("id"));
        Caller caller = exchange.caller();
        if (!isAdmin(caller) && !isOwner(caller, row)) {
            throw Problem.forbidden("Only admins may see hooks of others.");
        }
        return row;
    }

    /** What was delivered meanwhile comes to light whenever somebody looks. */
    private static ObjectNode view(ObjectNode row, Exchange exchange) {
        WebhookDeliveries.settle(row, exchange);
        ObjectNode view = Json.served(row);
        view.put("secretKeyAdded", row.has("_secret"));
        ArrayNode names = view.putArray("encryptedHeaders");
        row.path("_encryptedHeaders").fieldNames().forEachRemaining(names::add);
        return view;
    }

    private Answer create(Exchange exchange) {
        Caller caller = exchange.caller();
        Body body = exchange.body();
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().uuid());
        WebhookBody.fill(row, body, caller.userId());
        mayHold(caller, row);
        row.put(
                "origin",
                body.oneOf("origin", "api", "automations", "management-console").orElse("api"));
        long held = exchange.table(TABLE).rows().stream()
                .filter(other ->
                        caller.userId().equals(other.path("createdByUserId").asText()))
                .count();
        if (held >= MOST) {
            throw Problem.badRequest("A user has at most " + MOST + " webhooks.");
        }
        row.put("createdAt", Stamp.millis(exchange.now()));
        row.put("createdByUserId", caller.userId());
        touched(row, exchange);
        WebhookDeliveries.begin(row, exchange);
        exchange.table(TABLE).add(row);
        return Answer.created(view(row, exchange));
    }

    private static void mayHold(Caller caller, ObjectNode row) {
        if (row.path("level").asText().equals("tenant")) {
            if (!isAdmin(caller)) {
                throw Problem.forbidden("Hooks of the level tenant are for admins.");
            }
        } else if (!isAdmin(caller)) {
            caller.require("webhooks");
        }
    }

    private static void touched(ObjectNode row, Exchange exchange) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedByUserId", exchange.caller().userId());
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        change(row, WebhookBody.patched(row, exchange), exchange);
        return Answer.noContent();
    }

    /** What is omitted is cleared, but for the one-way switch and what no body can say. */
    private Answer replace(Exchange exchange) {
        ObjectNode row = row(exchange);
        ObjectNode changed = row.deepCopy();
        WebhookBody.clear(changed);
        WebhookBody.fill(changed, exchange.body(), exchange.caller().userId());
        WebhookBody.refuseToGoBack(row, changed);
        mayHold(exchange.caller(), changed);
        change(row, changed, exchange);
        return Answer.ok(view(row, exchange));
    }

    private static void change(ObjectNode row, ObjectNode changed, Exchange exchange) {
        boolean wasOff = !row.path("enabled").asBoolean();
        row.removeAll();
        row.setAll(changed);
        touched(row, exchange);
        if (row.path("enabled").asBoolean() && wasOff) {
            WebhookDeliveries.begin(row, exchange);
        }
    }

    private Answer delete(Exchange exchange) {
        exchange.table(TABLE).remove(row(exchange).path("id").asText());
        return Answer.noContent();
    }

    private static Answer eventTypes(Exchange exchange) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (String type : EVENT_TYPES) {
            ObjectNode entry = data.addObject().put("name", type).put("title", type);
            entry.putArray("levels").add("tenant").add("user");
        }
        return Answer.ok(body);
    }

    private static Answer deliveries(Exchange exchange) {
        List<ObjectNode> all = WebhookDeliveries.of(row(exchange), exchange);
        Optional<String> outcome = exchange.oneOf("status", "success", "fail");
        List<ObjectNode> found = all.stream()
                .filter(delivery -> outcome.map(
                                status -> status.equals(delivery.path("status").asText()))
                        .orElse(true))
                .filter(delivery -> exchange.query("eventType")
                        .map(type -> type.equals(delivery.path("eventType").asText()))
                        .orElse(true))
                .toList();
        return Answer.ok(PAGING.page(exchange, found, Sort.inserted()).envelope(Json::served));
    }

    private static JsonNode find(Exchange exchange) {
        return WebhookDeliveries.of(row(exchange), exchange).stream()
                .filter(delivery -> delivery.path("id").asText().equals(exchange.param("deliveryId")))
                .findFirst()
                .map(Json::served)
                .orElseThrow(() -> Problem.notFound("No such delivery."));
    }

    private static Answer delivery(Exchange exchange) {
        return Answer.ok(find(exchange));
    }

    private static Answer resend(Exchange exchange) {
        return Answer.created(find(exchange));
    }
}
