package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/reloads}: queued, then running, then done as the clock goes on; the tenant options {@code reloadQueue}
 * (default 2 s) and {@code reloadTime} (default 10 s) say how long. A second reload of an app with one pending is a 429
 * that is no rate limit. A reload fails when the app's script names a connection ({@code lib://NAME}) that its space
 * does not have. The tenant option {@code reloadOutcome} makes all of them end as {@code FAILED}, {@code CANCELED} or
 * {@code EXCEEDED_LIMIT}; {@code reloadQuota: true} refuses new ones.
 */
final class Reloads implements Resource {
    private static final String PATH = "/api/v1/reloads";
    private static final int PER_MINUTE = 50;
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final List<String> PENDING = List.of("QUEUED", "RELOADING", "CANCELING");
    private static final Pattern CONNECTION = Pattern.compile("lib://([^/\\]'\"]+)");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "RELOADS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create).perMinute(PER_MINUTE);
        routes.get(PATH + "/{reloadId}", this::read);
        routes.post(PATH + "/{reloadId}/actions/cancel", this::cancel).perMinute(PER_MINUTE);
    }

    private Answer list(Exchange exchange) {
        settle(exchange);
        Optional<String> app = exchange.query("appId");
        if (app.isEmpty()) {
            if (!exchange.caller().isAdmin()) {
                throw Problem.badParameter("appId", "The parameter appId is required.");
            }
        } else {
            AppStore.require(exchange, app.get());
        }
        List<ObjectNode> found = exchange.table("reloads")
                .where(row ->
                        app.map(id -> id.equals(row.path("appId").asText())).orElse(true));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("creationTime", "status", "startTime", "endTime"));
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(row -> view(exchange, row, exchange.flag("log"))));
    }

    private Answer read(Exchange exchange) {
        return Answer.ok(view(exchange, require(exchange), true));
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        String id = body.required("appId");
        boolean partial = body.flag("partial").orElse(false);
        int weight = body.number("weight", 1, 10).orElse(1);
        checkVariables(body);
        settle(exchange);
        if (!mayReload(exchange, id)) {
            throw Problem.forbidden("The caller may not reload this app.").code("RELOADS-003");
        }
        if (exchange.tenant().options().flag("reloadQuota", false)) {
            throw Problem.forbidden("The tenant has used up its reloads.").code("RELOADS-013");
        }
        if (exchange.table("reloads")
                .first(row -> isPending(row) && row.path("appId").asText().equals(id))
                .isPresent()) {
            throw Problem.of(429, "Too many requests", "A reload of this app is pending already.")
                    .code("RELOADS-005");
        }
        ObjectNode row = row(exchange, id, exchange.caller().userId(), exchange.now());
        row.put("type", "external");
        row.put("partial", partial);
        row.put("weight", weight);
        exchange.table("reloads").add(row);
        return Answer.created(view(exchange, row, true));
    }

    private static ObjectNode row(Exchange exchange, String app, String user, Instant at) {
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("appId", app);
        row.put("tenantId", exchange.tenant().id());
        row.put("userId", user);
        row.put("status", "QUEUED");
        row.put("creationTime", Stamp.millis(at));
        row.put("log", "");
        return row;
    }

    /** A reload that a task starts; empty when one of the app is pending. */
    static Optional<ObjectNode> queue(Exchange exchange, String app, String user, boolean partial, Instant at) {
        boolean pending = exchange.table("reloads")
                .first(row -> isPending(row) && row.path("appId").asText().equals(app))
                .isPresent();
        if (pending) {
            return Optional.empty();
        }
        ObjectNode row = row(exchange, app, user, at);
        row.put("type", "chronos");
        row.put("partial", partial);
        row.put("weight", 1);
        return Optional.of(exchange.table("reloads").add(row));
    }

    /** An app that the caller does not see is refused like one the caller may not reload. */
    static boolean mayReload(Exchange exchange, String appId) {
        Rights rights = Rights.of(exchange);
        Optional<ObjectNode> app = exchange.table("apps").get(appId).filter(rights::seesApp);
        return app.filter(rights::editsApp).isPresent()
                || app.flatMap(rights::spaceOf)
                        .filter(space -> Rights.type(space) == SpaceType.MANAGED
                                && rights.has(space, "operator", "publisher", "facilitator"))
                        .isPresent();
    }

    private static void checkVariables(Body body) {
        JsonNode variables = body.node().path("variables");
        if (variables.isMissingNode()) {
            return;
        }
        boolean fits = variables.isObject() && variables.size() <= 20;
        for (JsonNode value : variables) {
            fits &= value.isTextual() && value.asText().length() <= 256;
        }
        if (!fits) {
            throw body.bad("variables", "At most 20 texts of 256 characters are allowed.");
        }
    }

    private Answer cancel(Exchange exchange) {
        ObjectNode row = require(exchange);
        if (!isPending(row)) {
            throw Problem.conflict("The reload is over.");
        }
        row.put("status", "CANCELED");
        row.put("endTime", Stamp.millis(exchange.now()));
        return Answer.json(202, Json.object().put("status", "CANCELED"));
    }

    private static ObjectNode require(Exchange exchange) {
        settle(exchange);
        ObjectNode row = exchange.table("reloads")
                .get(exchange.param("reloadId"))
                .orElseThrow(() -> Problem.notFound("There is no reload " + exchange.param("reloadId") + "."));
        boolean mine = row.path("userId").asText().equals(exchange.caller().userId());
        if (!mine && !exchange.caller().isAdmin()) {
            AppStore.require(exchange, row.path("appId").asText());
        }
        return row;
    }

    private static boolean isPending(ObjectNode row) {
        return PENDING.contains(row.path("status").asText());
    }

    /** Brings reloads, and the tasks that start them, to where the clock is. */
    static void settle(Exchange exchange) {
        TaskRuns.settle(exchange);
    }

    /** Brings every reload to where the clock is, and the apps of those that ended with them. */
    static void advance(Exchange exchange) {
        Duration queue = exchange.tenant().options().duration("reloadQueue", Duration.ofSeconds(2));
        Duration run = exchange.tenant().options().duration("reloadTime", Duration.ofSeconds(10));
        for (ObjectNode row : exchange.table("reloads").where(Reloads::isPending)) {
            Instant start = Instant.parse(row.path("creationTime").asText()).plus(queue);
            Instant end = start.plus(run);
            if (!exchange.now().isBefore(start)) {
                row.put("status", "RELOADING");
                row.put("startTime", Stamp.millis(start));
            }
            if (!exchange.now().isBefore(end)) {
                finish(exchange, row, Stamp.millis(end));
            }
        }
    }

    private static void finish(Exchange exchange, ObjectNode row, String end) {
        row.put("endTime", end);
        Optional<ObjectNode> app = exchange.table("apps").get(row.path("appId").asText());
        Optional<String> problem = problem(exchange, app);
        String status = problem.isEmpty() ? "SUCCEEDED" : badOutcome(exchange).orElse("FAILED");
        row.put("status", status);
        problem.ifPresent(text -> {
            row.put("errorCode", "EngineReloadFailed");
            row.put("errorMessage", text);
        });
        row.put("log", log(row, problem));
        app.ifPresent(found -> finishApp(exchange, row, found, end));
    }

    private static Optional<String> problem(Exchange exchange, Optional<ObjectNode> app) {
        if (app.isEmpty()) {
            return Optional.of("The app is gone");
        }
        return missingConnection(exchange, app.get())
                .map(name -> "Cannot open the connection " + name)
                .or(() -> badOutcome(exchange).map(word -> "The engine did not finish the script"));
    }

    private static Optional<String> badOutcome(Exchange exchange) {
        return exchange.tenant().options().text("reloadOutcome").filter(word -> !word.equals("SUCCEEDED"));
    }

    private static String log(ObjectNode row, Optional<String> problem) {
        List<String> lines = new ArrayList<>(List.of(
                row.path("startTime").asText() + " Started loading data",
                problem.map(text -> "Error: " + text).orElse("Finished successfully")));
        lines.add(row.path("endTime").asText() + " Ended");
        return String.join("\n", lines);
    }

    private static void finishApp(Exchange exchange, ObjectNode row, ObjectNode app, String end) {
        boolean good = row.path("status").asText().equals("SUCCEEDED");
        app.put("_reloadStatus", good ? "ok" : "failed");
        app.put("_reloadEnd", end);
        if (good) {
            app.put("lastReloadTime", end);
            app.put("modifiedDate", end);
            app.put("_data", "reload " + row.path("id").asText());
        }
        ItemIndex.of(exchange).touch(app);
        ObjectNode event = Json.object();
        event.put("id", row.path("appId").asText());
        event.put("status", row.path("status").asText());
        exchange.auditAs(
                "com.qlik.v1.app.reload.finished",
                "com.qlik/engine",
                event.path("id").asText(),
                event);
    }

    /**
     * A name that the app's own space has no connection of; {@code :name} means that space too, {@code space:name}
     * looks into another one.
     */
    private static Optional<String> missingConnection(Exchange exchange, ObjectNode app) {
        Matcher matcher = CONNECTION.matcher(AppScripts.current(exchange, app));
        while (matcher.find()) {
            String name = matcher.group(1);
            int colon = name.indexOf(':');
            String space = colon <= 0 ? app.path("spaceId").asText() : spaceNamed(exchange, name.substring(0, colon));
            String plain = name.substring(colon + 1);
            boolean known = plain.equals("DataFiles")
                    || exchange.table("dataConnections")
                            .first(row -> row.path("qName").asText().equals(plain)
                                    && row.path("space").asText().equals(space))
                            .isPresent();
            if (!known) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static String spaceNamed(Exchange exchange, String name) {
        return exchange.table("spaces")
                .by("name", name)
                .map(space -> space.path("id").asText())
                .orElse("");
    }

    /** The contract knows a parameter that brings the log for the list only. */
    private static ObjectNode view(Exchange exchange, ObjectNode row, boolean withLog) {
        ObjectNode view = Json.served(row);
        if (!withLog) {
            view.remove("log");
        }
        view.set("links", exchange.selfLink(PATH + "/" + row.path("id").asText()));
        return view;
    }
}
