package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/scheduling/tasks}: reloads by the clock, after other tasks, or when a dataset is updated. New tasks are
 * switched off. Whoever changes one becomes its owner. An app has ten at most (422 {@code CHO-014}), one of them on
 * datasets (409 {@code CHO-031}). An app that the caller may not reload is a 403.
 */
final class ScheduledTasks implements Resource {
    static final String TABLE = "tasks";
    static final String UPDATED = "com.qlik.scheduling.task.updated";
    private static final String PATH = "/api/scheduling/tasks";
    private static final String SOURCE = "com.qlik/choreographer";
    private static final int MOST = 10;
    private static final Paging PAGING = Paging.by("page", 20, 100);
    private static final Set<String> TEXT = Set.of("eq", "ne", "co", "sw");
    private static final ScimFilter FILTER =
            ScimFilter.none().allow(TEXT, "name", "enabled", "resourceId", "metadata.ownerId", "metadata.spaceId");
    private static final List<String> SORTS =
            List.of("name", "enabled", "resourceId", "metadata.createdAt", "metadata.updatedAt");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.NUMERIC_CODE, "");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(view(readable(exchange))));
        routes.patch(PATH + "/{id}", this::patch);
        routes.put(PATH + "/{id}", this::replace);
        routes.delete(PATH + "/{id}", this::delete);
        routes.post(PATH + "/{id}/actions/start", this::start);
        routes.get(PATH + "/{id}/runs", this::runs);
        routes.get(PATH + "/{id}/runs/last", this::lastRun);
        routes.get(PATH + "/{id}/runs/{runId}/log", this::log);
        routes.get(PATH + "/resources/{resourceId}/runs", this::runsOfApp);
    }

    private Answer list(Exchange exchange) {
        Reloads.settle(exchange);
        Predicate<ObjectNode> wanted = exchange.query("filter")
                .map(text -> text.replaceAll("\\b(ownerId|spaceId)\\b", "metadata.$1"))
                .map(FILTER::parse)
                .orElse(row -> true);
        Optional<String> resource = exchange.query("resourceId");
        List<ObjectNode> found = exchange.table(TABLE)
                .where(row -> sees(exchange, row)
                        && wanted.test(row)
                        && resource.map(id -> id.equals(row.path("resourceId").asText()))
                                .orElse(true));
        Sort sort = exchange.query("sort").isPresent()
                ? Sort.from(exchange, Sort.inserted(), SORTS)
                : new Sort("metadata.updatedAt", false);
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(ScheduledTasks::view));
    }

    private static boolean sees(Exchange exchange, ObjectNode row) {
        return exchange.caller().isAdmin()
                || row.path("metadata")
                        .path("ownerId")
                        .asText()
                        .equals(exchange.caller().userId())
                || exchange.table("apps")
                        .get(row.path("resourceId").asText())
                        .filter(Rights.of(exchange)::seesApp)
                        .isPresent();
    }

    private static ObjectNode readable(Exchange exchange) {
        Reloads.settle(exchange);
        return exchange.table(TABLE)
                .get(exchange.param("id"))
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no task " + exchange.param("id") + "."));
    }

    private static ObjectNode writable(Exchange exchange) {
        ObjectNode row = readable(exchange);
        reloadable(exchange, row.path("resourceId").asText());
        return row;
    }

    private static void reloadable(Exchange exchange, String appId) {
        if (!Reloads.mayReload(exchange, appId)) {
            throw Problem.forbidden("CHO-003: the app " + appId + " may not be reloaded by the caller.");
        }
    }

    private Answer create(Exchange exchange) {
        ObjectNode row = TaskBody.fresh(exchange.body());
        String app = row.path("resourceId").asText();
        Reloads.settle(exchange);
        reloadable(exchange, app);
        checkRoom(exchange, row, "");
        row.put("id", exchange.ids().uuid());
        String now = Stamp.millis(exchange.now());
        ObjectNode metadata = (ObjectNode) row.get("metadata");
        metadata.put("createdAt", now).put("createdBy", exchange.caller().userId());
        metadata.put("tenantId", exchange.tenant().id());
        if (!row.path("enabled").asBoolean()) {
            metadata.put("disabledCode", "MANUALLY");
        }
        TaskStops.take(exchange, row);
        touched(exchange, row);
        TaskRuns.plan(row, exchange.now());
        exchange.table(TABLE).add(row);
        audit(exchange, "com.qlik.scheduling.task.created", row);
        return Answer.created(view(row));
    }

    /** An app has so many tasks, and one of them at most waits for datasets. */
    private static void checkRoom(Exchange exchange, ObjectNode row, String own) {
        List<ObjectNode> others = exchange.table(TABLE)
                .where(other -> other.path("resourceId").equals(row.path("resourceId"))
                        && !other.path("id").asText().equals(own));
        if (others.size() >= MOST) {
            throw Problem.of(422, "Unprocessable", "CHO-014: the app has " + MOST + " tasks already.");
        }
        if (TaskBody.isOnDataset(row) && others.stream().anyMatch(TaskBody::isOnDataset)) {
            throw Problem.conflict("CHO-031: the app has a task on datasets already.");
        }
    }

    private static void touched(Exchange exchange, ObjectNode row) {
        ((ObjectNode) row.get("metadata"))
                .put("updatedAt", Stamp.millis(exchange.now()))
                .put("ownerId", exchange.caller().userId());
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = writable(exchange);
        ObjectNode changed = TaskPatch.applied(Json.served(row), exchange.items());
        return changed(exchange, row, TaskBody.checked(changed), 204);
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = writable(exchange);
        ObjectNode changed = TaskBody.fresh(exchange.body());
        return changed(exchange, row, changed, 200);
    }

    /** What the caller may not set stays as it was. */
    private static Answer changed(Exchange exchange, ObjectNode row, ObjectNode changed, int status) {
        reloadable(exchange, changed.path("resourceId").asText());
        checkRoom(exchange, changed, row.path("id").asText());
        ObjectNode metadata = (ObjectNode) row.path("metadata").deepCopy();
        changed.set("metadata", metadata);
        changed.set("id", row.path("id"));
        row.properties().stream()
                .filter(field -> field.getKey().startsWith("_"))
                .forEach(field -> changed.set(field.getKey(), field.getValue()));
        boolean was = row.path("enabled").asBoolean();
        boolean is = changed.path("enabled").asBoolean();
        if (is) {
            metadata.remove("disabledCode");
        } else if (was) {
            metadata.put("disabledCode", "MANUALLY");
        }
        row.removeAll();
        row.setAll(changed);
        if (is) {
            row.put("_failures", 0);
        }
        touched(exchange, row);
        TaskStops.take(exchange, row);
        TaskRuns.plan(row, exchange.now());
        audit(exchange, UPDATED, row);
        return status == 200 ? Answer.ok(view(row)) : Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = readable(exchange);
        boolean owner = row.path("metadata")
                .path("ownerId")
                .asText()
                .equals(exchange.caller().userId());
        if (!owner && !exchange.caller().isAdmin()) {
            reloadable(exchange, row.path("resourceId").asText());
        }
        exchange.table(TABLE).remove(row.path("id").asText());
        audit(exchange, "com.qlik.scheduling.task.deleted", row);
        return Answer.noContent();
    }

    private Answer start(Exchange exchange) {
        ObjectNode row = writable(exchange);
        TaskRuns.start(exchange, row, exchange.now(), exchange.query("source").orElse("manual"));
        return Answer.ok(view(row));
    }

    private Answer runs(Exchange exchange) {
        String id = readable(exchange).path("id").asText();
        return page(exchange, run -> run.path("taskId").asText().equals(id));
    }

    private Answer runsOfApp(Exchange exchange) {
        Reloads.settle(exchange);
        String id = exchange.param("resourceId");
        AppStore.require(exchange, id);
        return page(exchange, run -> run.path("resourceId").asText().equals(id));
    }

    private static Answer page(Exchange exchange, Predicate<ObjectNode> wanted) {
        List<ObjectNode> found = exchange.table(TaskRuns.TABLE).where(wanted);
        Sort sort = exchange.query("sort").isPresent()
                ? Sort.from(exchange, Sort.inserted(), List.of("startedAt", "endedAt", "status", "taskId", "actionId"))
                : new Sort("startedAt", false);
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(Json::served));
    }

    private Answer lastRun(Exchange exchange) {
        String id = readable(exchange).path("id").asText();
        List<ObjectNode> found = exchange.table(TaskRuns.TABLE)
                .where(run -> run.path("taskId").asText().equals(id));
        if (found.isEmpty()) {
            throw Problem.notFound("The task has never run.");
        }
        return Answer.ok(Json.served(found.get(found.size() - 1)));
    }

    private Answer log(Exchange exchange) {
        JsonNode task = readable(exchange).path("id");
        ObjectNode run = exchange.table(TaskRuns.TABLE)
                .get(exchange.param("runId"))
                .filter(one -> one.path("taskId").equals(task))
                .orElseThrow(() -> Problem.notFound("There is no such run."));
        return Answer.ok(
                Json.object().put("log", "reload " + run.path("workerId").asText()));
    }

    static void audit(Exchange exchange, String type, ObjectNode row) {
        exchange.auditAs(type, SOURCE, row.path("id").asText(), row);
    }

    /** A task as it is served; the state's type is spelt as the service's guide spells it. */
    private static ObjectNode view(ObjectNode row) {
        ObjectNode view = Json.served(row);
        for (String list : List.of("events", "states")) {
            if (view.path(list) instanceof ArrayNode items && items.isEmpty()) {
                view.remove(list);
            }
        }
        return view;
    }
}
