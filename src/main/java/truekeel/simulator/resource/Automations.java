package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Route;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/workflows/automations} and its deprecated twin {@code /api/v1/automations}; the tenant option
 * {@code workflows: false} leaves only the latter. Names are not unique. Only the owner, or a client with
 * {@code admin.automations}, reads the definition of an automation and changes it; a tenant admin lists and moves all.
 * A move drops the runs and detaches the connections.
 */
final class Automations implements Resource {
    static final String TABLE = "automations";
    static final String RUNS = "automationRuns";
    private static final String ADMIN = "admin.automations";
    private static final Paging PAGING = Paging.by("cursor", 100, 200);
    private static final Paging RUN_PAGING = Paging.by("cursor", 10, 200);
    private static final ScimFilter FILTER = ScimFilter.none()
            .allow(Set.of("eq", "ne", "co", "sw"), "name", "runMode", "lastRunStatus", "ownerId", "spaceId");
    private static final List<String> SORTS =
            List.of("id", "name", "runMode", "state", "createdAt", "updatedAt", "lastRunAt", "maxConcurrentRuns");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "AUTOMATIONS-");
    }

    @Override
    public void register(Routes routes) {
        register(routes, AutomationPaths.NEW + "automations");
        AutomationPaths.announceEnd(register(routes, AutomationPaths.OLD + "automations"));
        String settings = AutomationPaths.NEW + "automations/settings";
        routes.get(settings, exchange -> there(exchange, call -> Answer.ok(settings(call))));
        routes.put(settings, exchange -> there(exchange, Automations::changeSettings));
    }

    private List<Route> register(Routes routes, String path) {
        String one = path + "/{id}";
        return List.of(
                routes.get(path, exchange -> there(exchange, this::list)),
                routes.post(path, exchange -> there(exchange, this::create)),
                routes.get(one, exchange -> there(exchange, call -> Answer.ok(whole(readable(call))))),
                routes.put(one, exchange -> there(exchange, this::replace)),
                routes.delete(one, exchange -> there(exchange, this::delete)),
                routes.post(one + "/actions/enable", exchange -> there(exchange, call -> state(call, "available"))),
                routes.post(one + "/actions/disable", exchange -> there(exchange, call -> state(call, "disabled"))),
                routes.post(one + "/actions/move", exchange -> there(exchange, this::move)),
                routes.post(one + "/actions/change-owner", exchange -> there(exchange, this::move)),
                routes.post(one + "/actions/change-space", exchange -> there(exchange, this::changeSpace)),
                routes.post(one + "/actions/copy", exchange -> there(exchange, this::copy)),
                routes.get(one + "/runs", exchange -> there(exchange, Automations::runs)),
                routes.post(one + "/runs", exchange -> there(exchange, Automations::run)));
    }

    private interface Handling {
        Answer handle(Exchange exchange);
    }

    private static Answer there(Exchange exchange, Handling handling) {
        boolean fresh = exchange.call().path().startsWith(AutomationPaths.NEW);
        if (fresh && !exchange.tenant().options().flag("workflows", true)) {
            throw Problem.notFound("No such path: " + exchange.call().path());
        }
        return handling.handle(exchange);
    }

    private Answer list(Exchange exchange) {
        boolean all = exchange.flag("listAll");
        if (all) {
            exchange.caller().requireAdmin(ADMIN + ":read");
        }
        Predicate<ObjectNode> wanted =
                exchange.query("filter").map(FILTER::parse).orElse(row -> true);
        List<ObjectNode> found = exchange.table(TABLE).where(row -> (all || sees(exchange, row)) && wanted.test(row));
        return Answer.ok(PAGING.page(exchange, found, Sort.from(exchange, Sort.inserted(), SORTS))
                .envelope(Automations::listed));
    }

    private static ObjectNode listed(ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.remove(List.of("workspace", "schedules"));
        return view;
    }

    private static ObjectNode whole(ObjectNode row) {
        return Json.served(row);
    }

    static boolean isOwner(Exchange exchange, ObjectNode row) {
        return row.path("ownerId").asText().equals(exchange.caller().userId());
    }

    static boolean sees(Exchange exchange, ObjectNode row) {
        return isOwner(exchange, row)
                || exchange.caller().may(ADMIN + ":read")
                || exchange.table("spaces")
                        .get(row.path("spaceId").asText())
                        .filter(space -> Rights.of(exchange).has(space, "producer", "consumer", "facilitator"))
                        .isPresent();
    }

    private static ObjectNode any(Exchange exchange) {
        String id = exchange.param("id");
        return exchange.table(TABLE).get(id).orElseThrow(() -> Problem.notFound("There is no automation " + id + "."));
    }

    private static ObjectNode readable(Exchange exchange) {
        ObjectNode row = any(exchange);
        if (!sees(exchange, row)) {
            throw exchange.caller().isAdmin()
                    ? Problem.forbidden("The automation belongs to another user.")
                    : Problem.notFound("There is no automation " + exchange.param("id") + ".");
        }
        return row;
    }

    /** The owner, or a client that administers automations. */
    private static ObjectNode writable(Exchange exchange) {
        ObjectNode row = any(exchange);
        if (!isOwner(exchange, row) && !exchange.caller().may(ADMIN)) {
            throw Problem.forbidden("Only its owner may change an automation.");
        }
        return row;
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().uuid());
        row.put("name", body.required("name", 256));
        row.put("spaceId", space(exchange, body.text("spaceId").orElse("")));
        AutomationBody.fill(exchange, row, body);
        row.put("ownerId", exchange.caller().userId());
        row.put("state", "available");
        row.put("executionToken", exchange.ids().hex32());
        row.put("createdAt", Stamp.millis(exchange.now()));
        touched(exchange, row);
        exchange.table(TABLE).add(row);
        audit(exchange, "created", row);
        return Answer.created(whole(row));
    }

    /** Who may put automations into a space; personal ones need the scope alone. */
    static String space(Exchange exchange, String id) {
        if (!exchange.caller().isAdmin()) {
            exchange.caller().require(id.isEmpty() ? "automations.private" : "automations.shared");
        }
        if (!id.isEmpty() && !Rights.of(exchange).has(Rights.of(exchange).space(id), "producer", "facilitator")) {
            throw Problem.forbidden("The caller may not put automations into this space.");
        }
        return id;
    }

    private static void touched(Exchange exchange, ObjectNode row) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = writable(exchange).deepCopy();
        Body body = exchange.body();
        body.text("name", 256).filter(name -> !name.isBlank()).ifPresent(name -> row.put("name", name));
        AutomationBody.fill(exchange, row, body);
        touched(exchange, row);
        exchange.table(TABLE).add(row);
        audit(exchange, "updated", row);
        return Answer.ok(whole(row));
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = exchange.caller().isAdmin() ? any(exchange) : writable(exchange);
        exchange.table(TABLE).remove(row.path("id").asText());
        forgetRuns(exchange, row);
        audit(exchange, "deleted", row);
        return Answer.noContent();
    }

    private static void forgetRuns(Exchange exchange, ObjectNode row) {
        exchange.table(RUNS).removeIf(run -> run.path("_automation").equals(row.path("id")));
        row.remove(List.of("lastRun", "lastRunAt", "lastRunStatus"));
    }

    private Answer state(Exchange exchange, String state) {
        ObjectNode row = writable(exchange);
        row.put("state", state);
        touched(exchange, row);
        audit(exchange, "updated", row);
        return Answer.noContent();
    }

    private Answer move(Exchange exchange) {
        ObjectNode row = any(exchange);
        if (!isOwner(exchange, row)) {
            exchange.caller().requireAdmin(ADMIN);
        }
        Body body = exchange.body();
        String user = body.required("userId");
        if (exchange.table("users").get(user).isEmpty()) {
            throw body.bad("userId", "There is no such user.");
        }
        row.put("ownerId", user);
        forgetRuns(exchange, row);
        AutomationBody.detach(row.path("workspace"));
        touched(exchange, row);
        audit(exchange, "updated", row);
        return Answer.noContent();
    }

    private Answer changeSpace(Exchange exchange) {
        ObjectNode row = writable(exchange);
        Body body = exchange.body();
        String id = body.text("spaceId").orElseThrow(() -> body.bad("spaceId", "This field is required."));
        row.put("spaceId", space(exchange, id));
        touched(exchange, row);
        audit(exchange, "updated", row);
        return Answer.noContent();
    }

    private Answer copy(Exchange exchange) {
        ObjectNode copy = Json.served(readable(exchange));
        copy.put("id", exchange.ids().uuid());
        copy.put("name", exchange.body().required("name", 256));
        copy.put("ownerId", exchange.caller().userId());
        copy.put("spaceId", "");
        copy.put("executionToken", exchange.ids().hex32());
        exchange.table(TABLE).add(copy);
        audit(exchange, "created", copy);
        return Answer.created(Json.object().set("id", copy.path("id")));
    }

    private static Answer runs(Exchange exchange) {
        JsonNode id = readable(exchange).path("id");
        List<ObjectNode> found =
                exchange.table(RUNS).where(run -> run.path("_automation").equals(id));
        return Answer.ok(RUN_PAGING
                .page(exchange, found, Sort.from(exchange, Sort.inserted(), List.of("id", "status", "startTime")))
                .envelope(Json::served));
    }

    /** A run that is over at once; one of an automation that is switched off is refused. */
    private static Answer run(Exchange exchange) {
        ObjectNode row = writable(exchange);
        Body body = exchange.body();
        body.required("context");
        body.oneOf("context", "api");
        if (!row.path("state").asText().equals("available")) {
            throw Problem.badRequest("The automation is switched off.");
        }
        String now = Stamp.millis(exchange.now());
        ObjectNode run = Json.object();
        run.put("id", exchange.ids().uuid());
        run.put("_automation", row.path("id").asText());
        run.put("status", "finished").put("context", "api_async");
        run.put("startTime", now).put("createdAt", now);
        exchange.table(RUNS).add(run);
        row.put("lastRunAt", now).put("lastRunStatus", "finished");
        return Answer.created(Json.served(run));
    }

    private static ObjectNode settings(Exchange exchange) {
        return Json.served(exchange.table("automationSettings").get("settings").orElseGet(() -> Json.object()
                .put("maxConcurrentRunsPerAutomation", 50)));
    }

    private static Answer changeSettings(Exchange exchange) {
        exchange.caller().requireAdmin(ADMIN);
        int most =
                exchange.body().number("maxConcurrentRunsPerAutomation", 1, 500).orElse(50);
        exchange.table("automationSettings").put("settings", Json.object().put("maxConcurrentRunsPerAutomation", most));
        return Answer.ok(settings(exchange));
    }

    private static void audit(Exchange exchange, String action, ObjectNode row) {
        ObjectNode told = listed(row);
        told.remove("executionToken");
        exchange.auditAs(
                "com.qlik.v1.automation." + action,
                "com.qlik/automations",
                row.path("id").asText(),
                told);
    }
}
