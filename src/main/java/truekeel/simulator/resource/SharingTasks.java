package truekeel.simulator.resource;

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
import truekeel.simulator.Query;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/sharing-tasks}: subscriptions and report tasks. They belong to whoever made them; admins see all, and
 * may switch one off, give it away or delete it, no more. A new owner finds it switched off. Two of one name are taken.
 */
final class SharingTasks implements Resource {
    private static final String PATH = "/api/v1/sharing-tasks";
    private static final String TABLE = "sharingTasks";
    private static final int MOST_TASKS = 100;
    private static final List<String> SORTS = List.of(
            "datecreated", "name", "ownername", "enabled", "status", "type", "sent", "scheduled", "appname", "appid");
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace(
                    "/name",
                    "/tags",
                    "/ownerId",
                    "/enabled",
                    "/description",
                    "/scheduleOptions",
                    "/templates",
                    "/recipients",
                    "/recipient",
                    "/sharePointFolder",
                    "/dataConnectionID",
                    "/transportChannels",
                    "/bookmarkId")
            .allow("remove", "/description", "/tags", "/scheduleOptions", "/sharePointFolder", "/dataConnectionID");
    private static final List<String> ADMINS = List.of("/enabled", "/ownerId");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "SHARING-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.post(PATH + "/actions/execute", this::execute);
        routes.get(PATH + "/{taskId}", exchange -> Answer.ok(view(exchange, row(exchange))));
        routes.patch(PATH + "/{taskId}", this::patch);
        routes.delete(PATH + "/{taskId}", this::delete);
        routes.post(PATH + "/{taskId}/actions/cancel", exchange -> {
            owned(exchange);
            return Answer.noContent();
        });
    }

    private Answer list(Exchange exchange) {
        List<String> types = all(exchange, "type");
        if (!List.of(SharingTaskBody.TYPES).containsAll(types)) {
            throw Problem.badParameter("type", "Allowed are " + String.join(", ", SharingTaskBody.TYPES) + ".");
        }
        boolean reportsOnly = types.equals(List.of("template-sharing"));
        if (reportsOnly
                && !Subscriptions.seesAll(exchange.caller())
                && exchange.query("appid").isEmpty()) {
            throw Problem.badParameter("appid", "Report tasks are listed by app.");
        }
        List<String> templates = all(exchange, "templateId");
        List<ObjectNode> rows = exchange.table(TABLE)
                .where(row -> sees(exchange, row)
                        && Subscriptions.fits(
                                exchange, "appid", row.path("appId").asText())
                        && Subscriptions.fits(
                                exchange, "owner", row.path("owner").asText())
                        && (types.isEmpty() || types.contains(row.path("type").asText()))
                        && (templates.isEmpty() || templates.contains(templateOf(row))));
        return Subscriptions.list(exchange, "sharingTasks", rows, SORTS, row -> view(exchange, row));
    }

    private static List<String> all(Exchange exchange, String name) {
        return exchange.query().pairs().stream()
                .filter(pair -> pair.name().equals(name))
                .map(Query.Pair::value)
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .toList();
    }

    private static String templateOf(ObjectNode row) {
        return row.path("templates").path(0).path("templateId").asText();
    }

    private Answer create(Exchange exchange) {
        if (!SharingSettings.allows(exchange)) {
            throw Problem.forbidden("Sharing is switched off in this tenant.");
        }
        long mine = exchange.table(TABLE).where(row -> owns(exchange, row)).size();
        if (mine >= MOST_TASKS) {
            throw Problem.forbidden("A user has at most " + MOST_TASKS + " sharing tasks.");
        }
        Body body = exchange.body();
        SharingTaskBody task = new SharingTaskBody(exchange, body);
        ObjectNode row = task.row();
        String appId = row.path("appId").asText();
        ObjectNode app = AppStore.require(exchange, appId);
        boolean report = row.path("type").asText().equals("template-sharing");
        if (report && !Rights.of(exchange).describesApp(app)) {
            throw Problem.forbidden("The caller may not make report tasks of this app.");
        }
        String now = Stamp.millis(exchange.now());
        row.put("id", exchange.ids().hex24());
        row.put("tenant", exchange.tenant().id());
        row.put("owner", exchange.caller().userId());
        row.put("createdBy", exchange.caller().userId());
        row.put("dateCreated", now);
        row.put("spaceId", app.path("spaceId").asText());
        row.put("enabledBySystem", true);
        row.put("statusCode", "VALID");
        row.putArray("taskErrors");
        touch(exchange, row);
        return Answer.created(view(exchange, exchange.table(TABLE).add(row)));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        List<PatchOp> ops = PATCH.read(exchange);
        boolean ours = owns(exchange, row);
        for (PatchOp op : ops) {
            if (!ours && !(exchange.caller().isAdmin() && ADMINS.contains(op.rule()))) {
                throw Problem.forbidden("The task belongs to somebody else.");
            }
        }
        ObjectNode changed = row.deepCopy();
        ops.forEach(op -> apply(exchange, changed, op));
        touch(exchange, changed);
        exchange.table(TABLE).add(changed);
        return Answer.noContent();
    }

    private static void apply(Exchange exchange, ObjectNode row, PatchOp op) {
        String field = op.rule().substring(1);
        if (op.is("remove")) {
            row.remove(field);
            return;
        }
        switch (field) {
            case "enabled" -> row.put("enabledByUser", op.flag());
            case "ownerId" -> giveTo(exchange, row, op);
            case "recipients" ->
                row.set(
                        "recipients",
                        SharingTaskBody.recipients(exchange, Body.of(op.value(), "/" + op.index() + "/value")));
            case "templates" -> {
                row.set("templates", op.items());
                row.put("appId", SharingTaskBody.appOf(exchange, op.items()));
            }
            case "scheduleOptions" ->
                row.set("scheduleOptions", SharingTaskBody.schedule(Body.of(op.value(), "/" + op.index() + "/value")));
            case "tags" -> row.set("tags", Json.texts(op.texts()));
            case "transportChannels" ->
                row.set(
                        "transportChannels",
                        SharingTaskBody.channels(op.texts(), () -> op.bad("Allowed are email and sharepoint.")));
            case "name" -> {
                if (op.text().isBlank()) {
                    throw op.bad("The name must not be empty.");
                }
                row.put("name", op.text());
            }
            default -> row.put(field, op.text());
        }
    }

    private static void giveTo(Exchange exchange, ObjectNode row, PatchOp op) {
        if (exchange.table("users").get(op.text()).isEmpty()) {
            throw op.bad("There is no user " + op.text() + ".");
        }
        if (!op.text().equals(row.path("owner").asText())) {
            row.put("owner", op.text());
            row.put("enabledByUser", false);
            row.putArray("taskErrors")
                    .addObject()
                    .put("value", "DISABLED_DUE_TO_OWNERSHIP_CHANGE")
                    .put("timestamp", Stamp.millis(exchange.now()));
        }
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!owns(exchange, row) && !exchange.caller().isAdmin()) {
            throw Problem.forbidden("The task belongs to somebody else.");
        }
        exchange.table(TABLE).remove(row.path("id").asText());
        return Answer.noContent();
    }

    private Answer execute(Exchange exchange) {
        String id = exchange.body().required("sharingTaskID");
        if (exchange.table(TABLE).get(id).filter(row -> owns(exchange, row)).isEmpty()) {
            throw Problem.notFound("There is no sharing task " + id + ".");
        }
        return Answer.noContent();
    }

    private static ObjectNode owned(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!owns(exchange, row)) {
            throw Problem.forbidden("The task belongs to somebody else.");
        }
        return row;
    }

    private static ObjectNode row(Exchange exchange) {
        String id = exchange.param("taskId");
        return exchange.table(TABLE)
                .get(id)
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no sharing task " + id + "."));
    }

    private static boolean owns(Exchange exchange, ObjectNode row) {
        return Subscriptions.owns(exchange, row, "owner");
    }

    private static boolean sees(Exchange exchange, ObjectNode row) {
        return Subscriptions.sees(exchange, row, "owner");
    }

    private static void touch(Exchange exchange, ObjectNode row) {
        row.put("lastUpdated", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.put(
                "enabled",
                row.path("enabledByUser").asBoolean()
                        && row.path("enabledBySystem").asBoolean());
        view.put(
                "appName",
                exchange.table("apps")
                        .get(row.path("appId").asText())
                        .map(app -> app.path("name").asText())
                        .orElse(""));
        Optional<ObjectNode> owner =
                exchange.table("users").get(row.path("owner").asText());
        view.put("ownerName", owner.map(user -> user.path("name").asText()).orElse(""));
        view.set("links", exchange.selfLink(PATH + "/" + row.path("id").asText()));
        return view;
    }
}
