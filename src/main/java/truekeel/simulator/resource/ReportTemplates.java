package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Query;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/report-templates}: files of reports, made from temporary content. Whoever may edit the app may make
 * templates of it; a template is its owner's and the admins' to change. Two of one name are taken (unconfirmed). The
 * list skips rows, and its links spell their parameters with capitals, which the service reads in any case.
 */
final class ReportTemplates implements Resource {
    private static final String PATH = "/api/v1/report-templates";
    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/description");
    private static final Map<String, String> TYPES = Map.of(
            "xlsx", "excel",
            "docx", "word",
            "pptx", "powerPoint",
            "html", "html",
            "qhtml", "html",
            "qpxp", "pixelPerfect");
    private static final List<String> SORTS = List.of("name", "createdAt", "updatedAt", "type");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "REP-4000");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(view(exchange, row(exchange))));
        routes.put(PATH + "/{id}", this::replace);
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
        routes.post(PATH + "/{id}/actions/download", this::download);
    }

    private Answer list(Exchange exchange) {
        List<ObjectNode> rows =
                exchange.table("reportTemplates").where(row -> sees(exchange, row) && fits(exchange, row));
        List<ObjectNode> sorted = rows.stream().sorted(order(exchange)).toList();
        int limit = number(exchange, "limit", DEFAULT_PAGE, 1, LARGEST_PAGE);
        int skip = Math.min(number(exchange, "skip", 0, 0, Integer.MAX_VALUE), sorted.size());
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        sorted.stream().skip(skip).limit(limit).forEach(row -> data.add(view(exchange, row)));
        ObjectNode links = body.putObject("links");
        links.putObject("self").put("href", link(exchange, limit, skip));
        if (skip + limit < sorted.size()) {
            links.putObject("next").put("href", link(exchange, limit, skip + limit));
        }
        if (skip > 0) {
            links.putObject("prev").put("href", link(exchange, limit, Math.max(0, skip - limit)));
        }
        return Answer.ok(body);
    }

    private static boolean fits(Exchange exchange, ObjectNode row) {
        return equal(exchange, row, "ownerId")
                && equal(exchange, row, "sourceAppId")
                && query(exchange, "name")
                        .map(text -> row.path("name")
                                .asText()
                                .toLowerCase(Locale.ROOT)
                                .contains(text.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }

    private static boolean equal(Exchange exchange, ObjectNode row, String field) {
        return query(exchange, field)
                .map(text -> text.equals(row.path(field).asText()))
                .orElse(true);
    }

    private static Comparator<ObjectNode> order(Exchange exchange) {
        String sort = query(exchange, "sort").orElse("name");
        boolean down = sort.startsWith("-");
        String field = sort.replaceFirst("^[-+ ]", "");
        if (!SORTS.contains(field)) {
            throw Problem.badParameter("sort", "Sorting by " + sort + " is not possible.");
        }
        Comparator<ObjectNode> order =
                Comparator.comparing(row -> row.path(field).asText());
        return (down ? order.reversed() : order)
                .thenComparing(row -> row.path("_n").asLong());
    }

    private static int number(Exchange exchange, String name, int fallback, int least, int most) {
        Optional<String> text = query(exchange, name);
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.get().matches("\\d{1,9}")
                || Integer.parseInt(text.get()) < least
                || Integer.parseInt(text.get()) > most) {
            throw Problem.badParameter(name, name + " must be a number from " + least + " to " + most + ".");
        }
        return Integer.parseInt(text.get());
    }

    private static Optional<String> query(Exchange exchange, String name) {
        return exchange.query().pairs().stream()
                .filter(pair -> pair.name().equalsIgnoreCase(name))
                .map(Query.Pair::value)
                .findFirst();
    }

    private static String link(Exchange exchange, int limit, int skip) {
        StringBuilder link = new StringBuilder(PATH + "?Limit=" + limit + "&Skip=" + skip);
        for (String name : List.of("sourceAppId", "ownerId")) {
            query(exchange, name).ifPresent(text -> link.append("&")
                    .append(name.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(name.substring(1))
                    .append("=")
                    .append(text));
        }
        return exchange.url(link.toString());
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        String name = body.required("name");
        ObjectNode file = file(exchange, body);
        ObjectNode app = AppStore.require(
                exchange,
                body.text("sourceAppId")
                        .orElseThrow(
                                () -> body.bad("sourceAppId", "The file does not name the app that it is made for.")));
        if (!Rights.of(exchange).describesApp(app)) {
            throw Problem.forbidden("The caller may not make templates of this app.");
        }
        checkSource(exchange, body, file, app.path("id").asText());
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("name", name);
        row.put("sourceAppId", app.path("id").asText());
        row.put("ownerId", exchange.caller().userId());
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("metadataVersion", 1);
        take(exchange, row, body, file);
        return Answer.created(view(exchange, exchange.table("reportTemplates").add(row)));
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = mine(exchange).deepCopy();
        Body body = exchange.body();
        String name = body.required("name");
        ObjectNode file = file(exchange, body);
        checkSource(exchange, body, file, row.path("sourceAppId").asText());
        row.put("name", name);
        take(exchange, row, body, file);
        return Answer.created(view(exchange, exchange.table("reportTemplates").add(row)));
    }

    private static void take(Exchange exchange, ObjectNode row, Body body, ObjectNode file) {
        describe(
                row,
                body.has("description") && body.node().path("description").isNull()
                        ? ""
                        : body.text("description").orElse(""));
        row.put("type", type(file));
        row.put("_content", file.path("_content").asText());
        touch(exchange, row);
    }

    private static void describe(ObjectNode row, String text) {
        row.put("description", text);
    }

    private static void touch(Exchange exchange, ObjectNode row) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
    }

    /** The caller's temporary content; a 404 when there is none, or none any more. */
    private static ObjectNode file(Exchange exchange, Body body) {
        String id = body.required("temporaryContentId");
        if (TempContents.complete(exchange, id).isEmpty()) {
            throw Problem.notFound("There is no temporary content " + id + ".");
        }
        ObjectNode file = exchange.table("tempContents").require(id);
        if (!TYPES.containsKey(ending(file))) {
            throw body.bad("temporaryContentId", "A template is a file of " + String.join(", ", TYPES.keySet()) + ".");
        }
        return file;
    }

    private static String ending(ObjectNode file) {
        String name = file.path("name").asText().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String type(ObjectNode file) {
        return TYPES.getOrDefault(ending(file), "excel");
    }

    /** With {@code validate}, the usual action, the file must name the app; here it does so by holding its id. */
    private static void checkSource(Exchange exchange, Body body, ObjectNode file, String appId) {
        String action = body.oneOf("sourceAppAction", "validate", "replace").orElse("validate");
        Payload bytes =
                exchange.tenant().blobs().get(file.path("_content").asText()).orElse(Payload.empty());
        if (action.equals("validate")
                && !new String(bytes.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).contains(appId)) {
            throw body.bad("sourceAppId", "The template was made for another app.");
        }
    }

    private Answer patch(Exchange exchange) {
        ObjectNode changed = mine(exchange).deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/name") && op.text().isBlank()) {
                throw op.bad("The name must not be empty.");
            }
            changed.put(op.rule().substring(1), op.text());
        }
        touch(exchange, changed);
        exchange.table("reportTemplates").add(changed);
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        exchange.table("reportTemplates").remove(mine(exchange).path("id").asText());
        return Answer.noContent();
    }

    private Answer download(Exchange exchange) {
        ObjectNode row = row(exchange);
        Payload file = exchange.tenant()
                .blobs()
                .get(row.path("_content").asText())
                .orElseThrow(() -> Problem.notFound("The template has no file."));
        return Answer.bytes(200, "application/octet-stream", file);
    }

    private static ObjectNode row(Exchange exchange) {
        String id = exchange.param("id");
        return exchange.table("reportTemplates")
                .get(id)
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no template " + id + "."));
    }

    private static ObjectNode mine(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!owns(exchange, row) && !exchange.caller().isAdmin()) {
            throw Problem.forbidden("The template belongs to somebody else.");
        }
        return row;
    }

    private static boolean owns(Exchange exchange, ObjectNode row) {
        return row.path("ownerId").asText().equals(exchange.caller().userId());
    }

    private static boolean sees(Exchange exchange, ObjectNode row) {
        return owns(exchange, row)
                || exchange.caller().isAdmin()
                || exchange.table("apps")
                        .get(row.path("sourceAppId").asText())
                        .filter(app -> Rights.of(exchange).seesApp(app))
                        .isPresent();
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.put(
                "sourceAppName",
                exchange.table("apps")
                        .get(row.path("sourceAppId").asText())
                        .map(app -> app.path("name").asText())
                        .orElse(""));
        return view;
    }
}
