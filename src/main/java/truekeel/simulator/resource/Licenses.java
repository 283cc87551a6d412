package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.LicensePool;
import truekeel.simulator.Paging;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * Licences: the overview with the key, the settings of the tenant, and the seats, which all tenants of one key share.
 * The actions always answer 207 with one result per item. Assigning a seat that is held already is taken as a conflict
 * (not documented).
 */
final class Licenses implements Resource {
    private static final Paging PAGING = Paging.by("page", 20, 100);
    private static final List<String> TYPES = List.of("professional", "analyzer");
    private static final ScimFilter FILTER =
            ScimFilter.none().allow(Set.of("eq", "co"), "subject").allow(Set.of("eq"), "type");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.LEGACY, "LICENSES-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/licenses/overview", this::overview);
        routes.get("/api/v1/licenses/status", x -> Answer.ok(LicenseViews.status()));
        routes.get("/api/v1/licenses/settings", this::settings);
        routes.put("/api/v1/licenses/settings", this::putSettings);
        routes.get("/api/v1/licenses/assignments", this::list);
        routes.post("/api/v1/licenses/assignments/actions/add", x -> each(x, "add", Licenses::add));
        routes.post("/api/v1/licenses/assignments/actions/update", x -> each(x, "update", Licenses::update));
        routes.post("/api/v1/licenses/assignments/actions/delete", x -> each(x, "delete", Licenses::delete));
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        tenant.table("licenseSettings")
                .put(
                        "settings",
                        Json.object().put("autoAssignProfessional", false).put("autoAssignAnalyzer", false));
    }

    private Answer overview(Exchange exchange) {
        exchange.caller().requireAdmin();
        return Answer.ok(LicenseViews.overview(exchange.tenant().license()));
    }

    private Answer settings(Exchange exchange) {
        exchange.caller().requireAdmin();
        return Answer.ok(Json.served(exchange.table("licenseSettings").require("settings")));
    }

    /** The whole object each time: what is left out becomes false. */
    private Answer putSettings(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        ObjectNode settings = Json.object();
        for (String field : List.of("autoAssignProfessional", "autoAssignAnalyzer")) {
            settings.put(field, body.flag(field).orElse(false));
        }
        exchange.table("licenseSettings").put("settings", settings);
        exchange.auditAs(
                "com.qlik.license.settings.updated",
                "com.qlik/licenses",
                exchange.tenant().id(),
                settings);
        return Answer.ok(Json.served(settings));
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        boolean orphans = exchange.flag("orphans");
        List<ObjectNode> rows = new ArrayList<>();
        for (LicensePool.Seat seat : exchange.tenant().license().seats()) {
            if (!orphans || isOrphan(exchange, seat)) {
                rows.add(row(seat));
            }
        }
        exchange.query("filter").map(FILTER::parse).ifPresent(condition -> rows.removeIf(condition.negate()));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("subject", "type", "created"));
        Set<Long> excess = exchange.tenant().license().excess();
        return Answer.ok(PAGING.page(exchange, rows, sort).envelope(row -> Json.served(row)
                .put("excess", excess.contains(row.path("_n").asLong()))));
    }

    private static boolean isOrphan(Exchange exchange, LicensePool.Seat seat) {
        return exchange.table("users").by("subject", seat.subject()).isEmpty();
    }

    private static ObjectNode row(LicensePool.Seat seat) {
        return Json.object()
                .put("subject", seat.subject())
                .put("type", seat.type())
                .put("created", seat.created())
                .put("_n", seat.number());
    }

    /** What lacks a field that the contract requires makes the whole call malformed, before anything is done. */
    private static Answer each(Exchange exchange, String action, BiFunction<Exchange, Body, ObjectNode> carried) {
        exchange.caller().requireAdmin();
        ArrayNode items = exchange.body().requiredItems(action);
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Body item = Body.of(items.get(i), "/" + action + "/" + i);
            item.required("subject");
            if (!action.equals("update")) {
                item.required("type");
            }
            bodies.add(item);
        }
        ArrayNode results = Json.array();
        bodies.forEach(item -> results.add(carried.apply(exchange, item)));
        ObjectNode answer = Json.object();
        answer.set("data", results);
        return Answer.json(207, answer);
    }

    private static ObjectNode add(Exchange exchange, Body item) {
        String subject = item.required("subject");
        String type = item.required("type");
        LicensePool pool = exchange.tenant().license();
        if (!TYPES.contains(type)) {
            return failed(item, 400, "LICENSES-004", "Unknown assignment type");
        }
        if (pool.seat(subject, type).isPresent()) {
            return failed(item, 409, "LICENSES-005", "Assignment exists");
        }
        if (!pool.take(subject, type, Stamp.millis(exchange.now()))) {
            return failed(item, 403, "LICENSES-011", "No allotment left");
        }
        changed(exchange, "created", subject, type);
        return result(item, 201).put("type", type);
    }

    private static ObjectNode delete(Exchange exchange, Body item) {
        String subject = item.required("subject");
        String type = item.required("type");
        if (!exchange.tenant().license().release(subject, type)) {
            return failed(item, 404, "LICENSES-016", "Assignment not found");
        }
        changed(exchange, "deleted", subject, type);
        return result(item, 200);
    }

    /** Moves a seat to another type, another subject or both; a new subject answers 201. */
    private static ObjectNode update(Exchange exchange, Body item) {
        String subject = item.required("subject");
        String from = item.text("sourceSubject").orElse(subject);
        String fromType = item.text("sourceType").orElse(item.text("type").orElse(""));
        String type = item.text("type").orElse(fromType);
        LicensePool pool = exchange.tenant().license();
        Optional<LicensePool.Seat> held = pool.seat(from, fromType);
        if (held.isEmpty()) {
            return failed(item, 404, "LICENSES-016", "Assignment not found");
        }
        if (!TYPES.contains(type)) {
            return failed(item, 400, "LICENSES-004", "Unknown assignment type");
        }
        pool.release(from, fromType);
        if (!pool.take(subject, type, Stamp.millis(exchange.now()))) {
            pool.take(from, fromType, held.get().created());
            return failed(item, 403, "LICENSES-011", "No allotment left");
        }
        changed(exchange, "updated", subject, type);
        return result(item, from.equals(subject) ? 200 : 201).put("type", type);
    }

    private static void changed(Exchange exchange, String action, String subject, String type) {
        ObjectNode data = Json.object().put("subject", subject).put("type", type);
        exchange.auditAs("com.qlik.license.assignment." + action, "com.qlik/licenses", subject, data);
    }

    private static ObjectNode result(Body item, int status) {
        ObjectNode result = Json.object();
        for (String field : List.of("subject", "type", "sourceSubject", "sourceType")) {
            JsonNode value = item.node().path(field);
            if (value.isTextual()) {
                result.set(field, value);
            }
        }
        return result.put("status", status);
    }

    private static ObjectNode failed(Body item, int status, String code, String title) {
        return result(item, status).put("code", code).put("title", title);
    }
}
