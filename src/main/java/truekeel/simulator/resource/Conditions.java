package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * {@code /api/v1/conditions}: what data alerts stand on. There is no list of them, so one whose id is lost stays. A
 * condition that an alert stands on is not deleted; it belongs to whoever made it, and admins may read it.
 */
final class Conditions implements Resource {
    private static final String PATH = "/api/v1/conditions";
    private static final String TABLE = "conditions";
    private static final JsonPatch PATCH = JsonPatch.closed()
            .allow("replace", "/dataCondition/*")
            .allow("add", "/dataCondition/*")
            .allow("remove", "/dataCondition/*");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "CONDITIONS-");
    }

    @Override
    public void register(Routes routes) {
        routes.post(PATH, this::create);
        routes.get(PATH + "/settings", exchange -> Answer.ok(settings(exchange)));
        routes.put(PATH + "/settings", exchange -> {
            exchange.caller().requireAdmin();
            Body body = exchange.body();
            settings(exchange)
                    .put(
                            "enable-conditions",
                            body.flag("enable-conditions")
                                    .orElseThrow(() -> body.bad("enable-conditions", "This field is required.")));
            return Answer.noContent();
        });
        routes.get(PATH + "/{id}", exchange -> Answer.ok(Json.served(row(exchange))));
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private static ObjectNode settings(Exchange exchange) {
        return exchange.table("conditionSettings").get("settings").orElseGet(() -> exchange.table("conditionSettings")
                .put(
                        "settings",
                        Json.object()
                                .put("enable-conditions", true)
                                .put("tenantId", exchange.tenant().id())));
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        body.required("type");
        if (body.oneOf("type", "data", "compound").orElse("").equals("compound")) {
            throw body.bad("type", "Compound conditions are not simulated.");
        }
        Body data = Body.of(body.node().path("dataCondition"), "/dataCondition");
        Body base = Body.of(data.node().path("conditionBase"), "/dataCondition/conditionBase");
        AppStore.require(exchange, base.required("appId"));
        if (!data.node().path("conditionData").isObject()) {
            throw data.bad("conditionData", "This field is required.");
        }
        String now = Stamp.millis(exchange.now());
        String id = exchange.ids().hex24();
        ObjectNode row = Json.object();
        row.put("type", "data");
        row.put("ownerId", exchange.caller().userId());
        row.put("tenantId", exchange.tenant().id());
        ObjectNode held = data.node().deepCopy();
        ((ObjectNode) held.path("conditionBase"))
                .put("id", id)
                .put("type", "data")
                .put("ownerId", exchange.caller().userId())
                .put("created", now)
                .put("updated", now);
        row.set("dataCondition", held);
        exchange.table(TABLE).put(id, row);
        ObjectNode answer = Json.object();
        answer.set("condition", Json.served(row));
        return Answer.created(answer);
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = mine(exchange);
        ObjectNode data = row.path("dataCondition").deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            String field = op.path().substring("/dataCondition/".length());
            if (field.contains("/") || field.isEmpty()) {
                throw Problem.badRequest("The path " + op.path() + " cannot be patched.");
            }
            if (op.is("remove")) {
                data.remove(field);
            } else {
                data.set(field, op.value());
            }
        }
        row.set("dataCondition", data);
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        String id = exchange.param("id");
        mine(exchange);
        boolean used = exchange.table("dataAlerts")
                .first(alert -> alert.path("conditionId").asText().equals(id))
                .isPresent();
        if (used) {
            throw Problem.conflict("A data alert stands on this condition.");
        }
        exchange.table(TABLE).remove(id);
        return Answer.noContent();
    }

    /** The row of a condition that an alert of the caller may stand on. */
    static ObjectNode usable(Exchange exchange, String id, String appId) {
        return exchange.table(TABLE)
                .get(id)
                .filter(row -> isMine(exchange, row))
                .filter(row -> app(row).equals(appId))
                .orElseThrow(() -> Problem.badField("/conditionId", "There is no condition " + id + " of this app."));
    }

    private static String app(JsonNode row) {
        return row.at("/dataCondition/conditionBase/appId").asText();
    }

    private static boolean isMine(Exchange exchange, ObjectNode row) {
        return row.path("ownerId").asText().equals(exchange.caller().userId());
    }

    private static ObjectNode row(Exchange exchange) {
        String id = exchange.param("id");
        return exchange.table(TABLE)
                .get(id)
                .filter(row -> isMine(exchange, row) || exchange.caller().isAdmin())
                .orElseThrow(() -> Problem.notFound("There is no condition " + id + "."));
    }

    private static ObjectNode mine(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!isMine(exchange, row)) {
            throw Problem.forbidden("The condition belongs to somebody else.");
        }
        return row;
    }
}
