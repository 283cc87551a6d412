package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/**
 * {@code /api/v1/apps}: create, import, read, describe, copy, export, delete; and the restore of a deleted app. Every
 * import makes a new app, whatever its name, and counts against the day's cap (UTC). Nothing enters a managed space but
 * by publishing.
 */
final class Apps implements Resource {
    static final Dialect DIALECT = new Dialect(Dialect.Shape.COMMON, "APP-");
    private static final String PATH = "/api/v1/apps";
    private static final List<String> USAGES =
            List.of("ANALYTICS", "DATA_PREPARATION", "DATAFLOW_PREP", "SINGLE_TABLE_PREP", "DIRECT_QUERY_MODE");

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.post(PATH, this::create);
        routes.post(PATH + "/import", this::load);
        routes.get(PATH + "/privileges", this::privileges);
        routes.get(PATH + "/{appId}", exchange -> AppView.answer(exchange, AppStore.require(exchange)));
        routes.put(PATH + "/{appId}", this::describe);
        routes.delete(PATH + "/{appId}", this::delete);
        routes.post(PATH + "/{appId}/copy", this::copy);
        routes.post(PATH + "/{appId}/export", this::export);
        routes.post("/api/analytics/apps/{appId}/actions/restore", this::restore);
    }

    private Answer create(Exchange exchange) {
        Body attributes = attributes(exchange.bodyOrEmpty());
        String name = attributes.text("name").filter(text -> !text.isBlank()).orElse("Untitled app");
        String description = attributes.text("description").orElse("");
        String space = target(exchange, attributes.text("spaceId").orElse(""));
        String usage = attributes.oneOf("usage", USAGES.toArray(String[]::new)).orElse("ANALYTICS");
        ObjectNode app = AppStore.fresh(exchange, name, description, space, "");
        app.put("usage", usage);
        return AppView.answer(exchange, AppStore.add(exchange, app));
    }

    private Answer load(Exchange exchange) {
        String mode = exchange.query("mode").orElse("new");
        if (mode.equals("autoreplace")) {
            throw Problem.forbidden("The mode autoreplace is internal.");
        }
        if (!mode.equals("new")) {
            throw Problem.badParameter("mode", "The only mode is new.");
        }
        boolean noData = exchange.flag("NoData");
        String space = target(exchange, exchange.query("spaceId").orElse(""));
        Payload body = uploaded(exchange);
        countImport(exchange);
        AppFile file = AppStore.read(body);
        Optional<ExportNote> note = ExportNote.of(body);
        String content = exchange.tenant().blobs().put(body);
        String name = Optional.of(exchange.query("name").orElse(""))
                .filter(text -> !text.isBlank())
                .or(() -> note.map(ExportNote::name))
                .or(() -> Optional.of(file.title()).filter(text -> !text.isBlank()))
                .or(() -> exchange.query("fallbackName").filter(text -> !text.isBlank()))
                .orElse("Imported app");
        ObjectNode app = AppStore.fresh(
                exchange, name, note.map(ExportNote::description).orElse(file.description()), space, content);
        app.put("lastReloadTime", file.lastReload());
        if (noData || note.filter(ExportNote::noData).isPresent()) {
            app.put("_data", "");
        }
        AppStore.add(exchange, app);
        if (!file.script().isEmpty()) {
            AppScripts.add(exchange, app, file.script(), "");
        }
        return AppView.answer(exchange, app);
    }

    private static Payload uploaded(Exchange exchange) {
        Optional<String> fileId = exchange.query("fileId").filter(text -> !text.isEmpty());
        if (fileId.isPresent()) {
            return TempContents.complete(exchange, fileId.get())
                    .orElseThrow(() -> Problem.notFound("There is no uploaded file " + fileId.get() + "."));
        }
        if (exchange.call().body().length() == 0) {
            throw Problem.badRequest("An app file is required, as the body or by fileId.");
        }
        return exchange.call().body();
    }

    /** The cap counts what was tried with a readable body, and is per tenant and UTC day. */
    private static void countImport(Exchange exchange) {
        String day = exchange.now()
                .atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toLocalDate()
                .toString();
        ObjectNode count = exchange.table("importCounts").get("today").orElseGet(() -> exchange.table("importCounts")
                .put("today", Json.object().put("day", day).put("count", 0)));
        int used = count.path("day").asText().equals(day) ? count.path("count").asInt() : 0;
        int allowed = exchange.tenant().options().importsPerDay();
        if (used >= allowed) {
            throw Problem.forbidden("The tenant has imported " + allowed + " apps today, which is its limit.")
                    .code("APP-IMPORT-LIMIT");
        }
        count.put("day", day).put("count", used + 1);
    }

    private Answer privileges(Exchange exchange) {
        return Answer.ok(Json.texts(List.of("can_create_app", "can_import_app", "can_create_session_app")));
    }

    /** Only name and description can be changed; whatever else the body holds is ignored. */
    private Answer describe(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        if (!Rights.of(exchange).describesApp(app)) {
            throw Problem.forbidden("The caller may not edit this app.");
        }
        describe(app, attributes(exchange.body()));
        AppStore.changed(exchange, app);
        return AppView.answer(exchange, app);
    }

    /** Sets the texts that are given. */
    static void describe(ObjectNode app, Body attributes) {
        Optional<String> name = attributes.text("name");
        if (name.filter(String::isBlank).isPresent()) {
            throw attributes.bad("name", "The name must not be empty.");
        }
        Optional<String> description = attributes.text("description");
        name.ifPresent(text -> app.put("name", text));
        description.ifPresent(text -> app.put("description", text));
    }

    /** The {@code attributes} of a body; empty when absent. */
    static Body attributes(Body body) {
        return body.has("attributes")
                ? Body.of(body.node().path("attributes"), "/attributes")
                : Body.of(Json.object(), "/attributes");
    }

    private Answer delete(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        Rights rights = Rights.of(exchange);
        if (!rights.managesApp(app) && !rights.editsApp(app)) {
            throw Problem.forbidden("The caller may not delete this app.");
        }
        AppStore.remove(exchange, app);
        return Answer.empty(200);
    }

    private Answer copy(Exchange exchange) {
        ObjectNode source = AppStore.require(exchange);
        if (!Rights.of(exchange).editsApp(source)) {
            throw Problem.forbidden("The caller may not copy this app.");
        }
        Body attributes = attributes(exchange.bodyOrEmpty());
        String space = target(exchange, attributes.text("spaceId").orElse(""));
        ObjectNode app = AppStore.fresh(
                exchange,
                attributes.text("name").orElse(source.path("name").asText()),
                attributes.text("description").orElse(source.path("description").asText()),
                space,
                source.path("_content").asText());
        for (String kept : List.of("lastReloadTime", "usage", "hasSectionAccess", "thumbnail", "_data")) {
            app.set(kept, source.path(kept).deepCopy());
        }
        AppStore.add(exchange, app);
        AppStore.copyParts(exchange, source.path("id").asText(), app.path("id").asText());
        return AppView.answer(exchange, app);
    }

    /**
     * A new app's space: empty for the personal one. A managed space is refused, as is one the caller may not edit in;
     * an invisible one does not exist.
     */
    static String target(Exchange exchange, String spaceId) {
        if (spaceId.isEmpty() || spaceId.equals("personal")) {
            return "";
        }
        Rights rights = Rights.of(exchange);
        ObjectNode space = rights.space(spaceId);
        if (!rights.edits(space)) {
            throw Problem.forbidden("The caller may not put apps into this space.");
        }
        return spaceId;
    }

    private Answer export(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        boolean noData = exchange.flag("NoData");
        Rights rights = Rights.of(exchange);
        boolean managed = rights.spaceOf(app)
                .filter(space -> Rights.type(space) == SpaceType.MANAGED)
                .isPresent();
        boolean allowed = managed
                ? exchange.tenant().options().exportFromManaged()
                        && (rights.describesApp(app) || exchange.caller().may("admin.apps:export"))
                : rights.editsApp(app);
        if (!allowed || Rights.cameFromClientManaged(app)) {
            throw Problem.forbidden("The caller may not export this app.");
        }
        String filename = app.path("name").asText() + ".qvf";
        Payload content = exported(exchange, app, noData);
        String id = TempContents.store(exchange, content, filename, TempContents.DEFAULT_TTL);
        AppStore.audit(exchange, "com.qlik.app.exported", app);
        return Answer.empty(201).with("location", "/api/v1/temp-contents/" + id);
    }

    /** No two exports are the same bytes, unless the tenant's option {@code exportsDiffer} says otherwise. */
    private static Payload exported(Exchange exchange, ObjectNode app, boolean noData) {
        boolean differs = exchange.tenant().options().flag("exportsDiffer", true);
        String salt = differs ? exchange.ids().hex32() : "";
        ExportNote note = new ExportNote(
                app.path("name").asText(), app.path("description").asText(), noData, salt);
        return new Marked(AppStore.content(exchange, app), note.text());
    }

    private Answer restore(Exchange exchange) {
        String id = exchange.param("appId");
        if (exchange.table("apps").get(id).isPresent()) {
            throw Problem.badRequest("The app is not deleted.");
        }
        ObjectNode deleted = AppStore.deleted(exchange, id)
                .orElseThrow(() -> Problem.notFound("There is no deleted app " + id + "."));
        Rights rights = Rights.of(exchange);
        String spaceId = deleted.path("spaceId").asText();
        Optional<ObjectNode> space = rights.spaceOf(deleted);
        if (!exchange.caller().isAdmin()) {
            boolean keepsRights =
                    spaceId.isEmpty() || space.filter(rights::sees).isPresent();
            if (!rights.ownsApp(deleted) || !keepsRights) {
                throw Problem.forbidden("Only its owner or a tenant admin may restore this app.");
            }
        }
        if (!spaceId.isEmpty() && space.isEmpty()) {
            throw Problem.badRequest("The space of the app does not exist any more.");
        }
        ObjectNode app = AppStore.restore(exchange, deleted);
        return Answer.ok(AppView.envelope(exchange, app, AppView.renamed(app)));
    }
}
