package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/data-alerts}: alerts belong to whoever made them; admins see all, and may switch one off, give it away
 * or delete it. No published call changes the recipients. Deleting an alert leaves its condition.
 */
final class DataAlerts implements Resource {
    private static final String PATH = "/api/v1/data-alerts";
    private static final String TABLE = "dataAlerts";
    private static final int MOST = 50;
    private static final List<String> SORTS = List.of("datecreated", "name", "ownername", "enabled", "status");
    private static final List<String> ADMINS = List.of("/enabledAction", "/ownerId", "/ownerName");
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace(
                    "/ownerName",
                    "/ownerId",
                    "/conditionId",
                    "/enabledAction",
                    "/bookmarkId",
                    "/name",
                    "/description",
                    "/throttling",
                    "/triggerType",
                    "/scheduleOptions");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "ALERTING-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/settings", exchange -> Answer.ok(settingsView(exchange)));
        routes.put(PATH + "/settings", this::configure);
        routes.get(PATH + "/{alertId}", exchange -> Answer.ok(view(exchange, row(exchange))));
        routes.patch(PATH + "/{alertId}", this::patch);
        routes.delete(PATH + "/{alertId}", this::delete);
        routes.get(PATH + "/{alertId}/condition", this::condition);
    }

    private Answer list(Exchange exchange) {
        List<ObjectNode> rows = exchange.table(TABLE)
                .where(row -> sees(exchange, row)
                        && Subscriptions.fits(
                                exchange, "appID", row.path("appId").asText())
                        && Subscriptions.fits(
                                exchange, "conditionId", row.path("conditionId").asText())
                        && Subscriptions.fits(
                                exchange, "ownerId", row.path("ownerId").asText()));
        return Subscriptions.list(exchange, "tasks", rows, SORTS, row -> view(exchange, row));
    }

    private Answer create(Exchange exchange) {
        if (!settings(exchange).path("enable-data-alerting").asBoolean()) {
            throw Problem.forbidden("Data alerts are switched off in this tenant.");
        }
        if (consumed(exchange) >= MOST) {
            throw Problem.forbidden("A user has at most " + MOST + " data alerts.");
        }
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        describe(exchange, exchange.body(), row);
        checkTrigger(row);
        row.put("ownerId", exchange.caller().userId());
        row.put("tenantId", exchange.tenant().id());
        row.put("dateCreated", Stamp.millis(exchange.now()));
        row.put("errorStatus", "OK");
        row.putObject("triggerStats")
                .put("last10Scans", 0)
                .put("last100Scans", 0)
                .put("totalScans", 0);
        row.put("lastUpdated", Stamp.millis(exchange.now()));
        return Answer.json(202, view(exchange, exchange.table(TABLE).add(row)));
    }

    private static void describe(Exchange exchange, Body body, ObjectNode row) {
        String app =
                AppStore.require(exchange, body.required("appId")).path("id").asText();
        String condition = body.required("conditionId");
        Conditions.usable(exchange, condition, app);
        row.put("name", body.required("name"));
        row.put("appId", app);
        row.put("conditionId", condition);
        for (String field : List.of("description", "bookmarkId", "sheetId")) {
            body.text(field).ifPresent(text -> row.put(field, text));
        }
        row.put("enabled", body.flag("enabled").orElse(true));
        row.set("recipients", recipients(exchange, Body.of(body.node().path("recipients"), "/recipients")));
        body.required("triggerType");
        row.put("triggerType", body.oneOf("triggerType", "RELOAD", "SCHEDULED").orElse(""));
        if (body.has("scheduleOptions")) {
            Body schedule = Body.of(body.node().get("scheduleOptions"), "/scheduleOptions");
            row.set("scheduleOptions", SharingTaskBody.schedule(schedule));
        }
        if (body.has("throttling")) {
            row.set(
                    "throttling",
                    Body.of(body.node().get("throttling"), "/throttling").node());
        }
    }

    private static void checkTrigger(ObjectNode row) {
        boolean scheduled = row.path("triggerType").asText().equals("SCHEDULED");
        if (scheduled && row.path("scheduleOptions").path("recurrence").isEmpty()) {
            throw Problem.badField("/scheduleOptions/recurrence", "A schedule needs a rule.");
        }
    }

    private static ObjectNode recipients(Exchange exchange, Body given) {
        ObjectNode recipients = Json.object();
        ArrayNode users = recipients.putArray("userIds");
        for (JsonNode user : given.requiredItems("userIds")) {
            users.add(recipient(exchange, "users", given, user));
        }
        ArrayNode groups = recipients.putArray("groupIds");
        for (JsonNode group : given.items("groupIds").orElse(Json.array())) {
            groups.add(recipient(exchange, "groups", given, group));
        }
        return recipients;
    }

    private static ObjectNode recipient(Exchange exchange, String table, Body given, JsonNode entry) {
        String id = entry.path("value").asText();
        if (exchange.table(table).get(id).isEmpty()) {
            throw given.bad(table.equals("users") ? "userIds" : "groupIds", "There is none with the id " + id + ".");
        }
        return Json.object()
                .put("value", id)
                .put("enabled", entry.path("enabled").asBoolean(true));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        boolean ours = owns(exchange, row);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (!ours && !(exchange.caller().isAdmin() && ADMINS.contains(op.rule()))) {
                throw Problem.forbidden("The alert belongs to somebody else.");
            }
            apply(exchange, changed, op);
        }
        checkTrigger(changed);
        changed.put("lastUpdated", Stamp.millis(exchange.now()));
        exchange.table(TABLE).add(changed);
        return Answer.noContent();
    }

    private static void apply(Exchange exchange, ObjectNode row, PatchOp op) {
        String field = op.rule().substring(1);
        switch (field) {
            case "enabledAction" -> {
                if (!List.of("enable", "disable").contains(op.text())) {
                    throw op.bad("Allowed are enable and disable.");
                }
                row.put("enabled", op.text().equals("enable"));
            }
            case "conditionId" -> {
                Conditions.usable(exchange, op.text(), row.path("appId").asText());
                row.put(field, op.text());
            }
            case "ownerId" -> {
                if (exchange.table("users").get(op.text()).isEmpty()) {
                    throw op.bad("There is no user " + op.text() + ".");
                }
                row.put(field, op.text());
            }
            case "scheduleOptions" ->
                row.set(field, SharingTaskBody.schedule(Body.of(op.value(), "/" + op.index() + "/value")));
            case "throttling" ->
                row.set(field, Body.of(op.value(), "/" + op.index() + "/value").node());
            case "triggerType" -> {
                if (!List.of("RELOAD", "SCHEDULED").contains(op.text())) {
                    throw op.bad("Allowed are RELOAD and SCHEDULED.");
                }
                row.put(field, op.text());
            }
            default -> {
                if (field.equals("name") && op.text().isBlank()) {
                    throw op.bad("The name must not be empty.");
                }
                row.put(field, op.text());
            }
        }
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!owns(exchange, row) && !exchange.caller().isAdmin()) {
            throw Problem.forbidden("The alert belongs to somebody else.");
        }
        exchange.table(TABLE).remove(row.path("id").asText());
        return Answer.noContent();
    }

    private Answer condition(Exchange exchange) {
        ObjectNode body = Json.object();
        body.set(
                "conditionResponse",
                exchange.table("conditions")
                        .get(row(exchange).path("conditionId").asText())
                        .map(Json::served)
                        .orElseGet(Json::object));
        body.put("hideSelections", false);
        return Answer.ok(body);
    }

    private Answer configure(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        boolean on = body.flag("enable-data-alerting")
                .orElseThrow(() -> body.bad("enable-data-alerting", "This field is required."));
        settings(exchange).put("enable-data-alerting", on);
        return Answer.noContent();
    }

    private static ObjectNode settings(Exchange exchange) {
        return exchange.table("alertSettings").get("settings").orElseGet(() -> exchange.table("alertSettings")
                .put(
                        "settings",
                        Json.object()
                                .put("enable-data-alerting", true)
                                .put("data-alerting-license-status", "enabled")
                                .put("tenantId", exchange.tenant().id())));
    }

    private static ObjectNode settingsView(Exchange exchange) {
        ObjectNode view = Json.served(settings(exchange));
        view.put("data-alerting-feature-operation-status", "none");
        view.put("dataAlertsConsumed", consumed(exchange));
        view.put("dataAlertsLimits", MOST);
        return view;
    }

    private static int consumed(Exchange exchange) {
        return exchange.table(TABLE).where(row -> owns(exchange, row)).size();
    }

    private static ObjectNode row(Exchange exchange) {
        String id = exchange.param("alertId");
        return exchange.table(TABLE)
                .get(id)
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no data alert " + id + "."));
    }

    private static boolean owns(Exchange exchange, ObjectNode row) {
        return Subscriptions.owns(exchange, row, "ownerId");
    }

    private static boolean sees(Exchange exchange, ObjectNode row) {
        return Subscriptions.sees(exchange, row, "ownerId");
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        Optional<ObjectNode> owner =
                exchange.table("users").get(row.path("ownerId").asText());
        view.put("ownerName", owner.map(user -> user.path("name").asText()).orElse(""));
        view.set("links", exchange.selfLink(PATH + "/" + row.path("id").asText()));
        return view;
    }
}
