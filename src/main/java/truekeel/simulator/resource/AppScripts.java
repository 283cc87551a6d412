package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/apps/{id}/scripts}: versions of the load script, newest first; the newest is the current one and
 * cannot be deleted. The script of a published app is locked (403, unconfirmed).
 */
final class AppScripts implements Resource {
    private static final String PATH = "/api/v1/apps/{appId}/scripts";

    @Override
    public Dialect dialect() {
        return Apps.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.post("/api/v1/apps/validatescript", ScriptCheck::answer);
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", this::read);
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private Answer list(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        List<ObjectNode> versions = versions(exchange, app);
        int limit = exchange.query("limit").map(AppScripts::number).orElse(versions.size());
        ObjectNode body = Json.object();
        ArrayNode scripts = body.putArray("scripts");
        versions.stream().limit(limit).map(AppScripts::meta).forEach(scripts::add);
        body.set("privileges", Json.texts(mayEdit(exchange, app) ? List.of("read", "update") : List.of("read")));
        body.putObject("links");
        return Answer.ok(body);
    }

    private static int number(String limit) {
        if (!limit.matches("[1-9]\\d{0,5}")) {
            throw Problem.badParameter("limit", "limit must be a number above 0.");
        }
        return Integer.parseInt(limit);
    }

    private Answer create(Exchange exchange) {
        ObjectNode app = editable(exchange);
        Body body = exchange.body();
        String script = body.text("script").orElseThrow(() -> body.bad("script", "This field is required."));
        add(exchange, app, script, body.text("versionMessage").orElse(""));
        AppStore.changed(exchange, app);
        return Answer.empty(200);
    }

    private Answer read(Exchange exchange) {
        ObjectNode version = version(exchange, AppStore.require(exchange));
        ObjectNode body = Json.object();
        body.set("script", version.path("script"));
        body.set("versionMessage", version.path("versionMessage"));
        return Answer.ok(body);
    }

    /** The names of this patch are capitalised, unlike all others. */
    private Answer patch(Exchange exchange) {
        ObjectNode version = version(exchange, editable(exchange));
        for (JsonNode node : exchange.items()) {
            Body op = Body.of(node, "");
            if (!op.required("Op").equals("replace") || !op.required("Path").equals("/versionMessage")) {
                throw Problem.badField("/Path", "Only /versionMessage can be replaced.");
            }
            version.put("versionMessage", op.text("Value").orElse(""));
        }
        return Answer.empty(200);
    }

    private Answer delete(Exchange exchange) {
        ObjectNode app = editable(exchange);
        ObjectNode version = version(exchange, app);
        if (version.path("scriptId").equals(versions(exchange, app).get(0).path("scriptId"))) {
            throw Problem.badRequest("The current version of the script cannot be deleted.");
        }
        exchange.table("appScripts").remove(version.path("scriptId").asText());
        return Answer.empty(200);
    }

    /** Makes a script the current one of an app. */
    static void add(Exchange exchange, ObjectNode app, String script, String message) {
        ObjectNode version = Json.object();
        version.put("scriptId", exchange.ids().hex24());
        version.put("appId", app.path("id").asText());
        version.put("script", script);
        version.put("versionMessage", message);
        version.put("modifiedTime", Stamp.millis(exchange.now()));
        version.put("modifierId", exchange.caller().userId());
        version.put("size", script.getBytes(StandardCharsets.UTF_8).length);
        exchange.table("appScripts").put(version.path("scriptId").asText(), version);
    }

    /** The current script; empty for an app without one. */
    static String current(Exchange exchange, ObjectNode app) {
        return versions(exchange, app).stream()
                .findFirst()
                .map(version -> version.path("script").asText())
                .orElse("");
    }

    /** The version of the current script; empty for an app without one. */
    static String currentId(Exchange exchange, ObjectNode app) {
        return versions(exchange, app).stream()
                .findFirst()
                .map(version -> version.path("scriptId").asText())
                .orElse("");
    }

    /** Who wrote the current script; empty for an app without one. */
    static String currentAuthor(Exchange exchange, ObjectNode app) {
        return versions(exchange, app).stream()
                .findFirst()
                .map(version -> version.path("modifierId").asText())
                .orElse("");
    }

    /** The current script of one app becomes that of another, whose older versions stay. */
    static void copy(Exchange exchange, String from, String to) {
        Optional<ObjectNode> source = exchange.table("apps").get(from);
        Optional<ObjectNode> target = exchange.table("apps").get(to);
        if (source.isPresent() && target.isPresent()) {
            String script = current(exchange, source.get());
            if (!script.equals(current(exchange, target.get()))) {
                add(exchange, target.get(), script, "");
            }
        }
    }

    private static List<ObjectNode> versions(Exchange exchange, ObjectNode app) {
        List<ObjectNode> versions = new ArrayList<>(
                exchange.table("appScripts").where(row -> row.path("appId").equals(app.path("id"))));
        Collections.reverse(versions);
        return versions;
    }

    private static ObjectNode version(Exchange exchange, ObjectNode app) {
        String id = exchange.param("id");
        return versions(exchange, app).stream()
                .filter(row ->
                        id.equals("current") || row.path("scriptId").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The app has no script version " + id + "."));
    }

    private static ObjectNode editable(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        if (!mayEdit(exchange, app)) {
            throw Problem.forbidden("The caller may not change the script of this app.");
        }
        return app;
    }

    private static boolean mayEdit(Exchange exchange, ObjectNode app) {
        Rights rights = Rights.of(exchange);
        return app.path("publishTime").asText().isEmpty()
                && (rights.editsApp(app)
                        || rights.spaceOf(app)
                                .filter(space -> rights.has(space, "codeveloper"))
                                .isPresent());
    }

    private static ObjectNode meta(ObjectNode version) {
        ObjectNode meta = Json.served(version);
        meta.remove(List.of("script", "appId"));
        return meta;
    }
}
