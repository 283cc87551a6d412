package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/brands}: a name, a description and up to three files; one brand of a tenant can be active. Two of one
 * name are taken (unconfirmed). A file that is there cannot be posted again, one that is not cannot be put
 * (unconfirmed). All of it is for tenant admins.
 */
final class Brands implements Resource {
    private static final String TABLE = "brands";
    private static final String PATH = "/api/v1/brands";
    private static final String FILE = PATH + "/{id}/files/{file}";
    private static final Paging PAGING = Paging.ids(5, 1, 100);
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace("/name", "/description")
            .allow("add", "/name", "/description")
            .allow("remove", "/description");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "BRANDS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/active", this::active);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(Json.served(row(exchange))));
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
        routes.post(PATH + "/{id}/actions/activate", exchange -> switched(exchange, true));
        routes.post(PATH + "/{id}/actions/deactivate", exchange -> switched(exchange, false));
        routes.get(FILE, this::download);
        routes.post(FILE, exchange -> upload(exchange, false));
        routes.put(FILE, exchange -> upload(exchange, true));
        routes.delete(FILE, this::remove);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        Sort sort = Sort.from(
                exchange, new Sort("id", false), List.of("id", "name", "description", "createdAt", "updatedAt"));
        return Answer.ok(
                PAGING.page(exchange, exchange.table(TABLE).rows(), sort).envelope(Json::served));
    }

    private static ObjectNode row(Exchange exchange) {
        exchange.caller().requireAdmin();
        return exchange.table(TABLE).require(exchange.param("id"));
    }

    private Answer active(Exchange exchange) {
        return exchange.table(TABLE)
                .first(row -> row.path("active").asBoolean())
                .map(row -> Answer.redirect(
                        302, exchange.url(PATH + "/" + row.path("id").asText())))
                .orElseGet(() -> Answer.ok(Json.object()));
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Multipart form = BrandFiles.form(exchange);
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put(
                "name",
                text(form, "name")
                        .filter(name -> !name.isBlank())
                        .orElseThrow(() -> Problem.badField("/name", "This field is required.")));
        row.put("description", text(form, "description").orElse(""));
        row.put("active", false);
        row.putArray("files");
        for (String file : BrandFiles.NAMES) {
            form.part(file).ifPresent(part -> BrandFiles.put(row, file, part, exchange));
        }
        row.put("createdAt", Stamp.millis(exchange.now()));
        row.put("createdBy", exchange.caller().userId());
        touched(row, exchange);
        exchange.table(TABLE).add(row);
        return Answer.created(Json.served(row));
    }

    private static Optional<String> text(Multipart form, String part) {
        return form.part(part).map(Multipart.Part::body).map(Payload::text);
    }

    private static void touched(ObjectNode row, Exchange exchange) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            String text = op.is("remove") ? "" : op.text();
            if (op.rule().equals("/name") && text.isBlank()) {
                throw op.bad("The name must not be empty.");
            }
            changed.put(op.rule().substring(1), text);
        }
        row.setAll(changed);
        touched(row, exchange);
        return Answer.noContent();
    }

    /** Where the active one goes, the tenant looks as Qlik made it. */
    private Answer delete(Exchange exchange) {
        exchange.table(TABLE).remove(row(exchange).path("id").asText());
        return Answer.noContent();
    }

    private static Answer switched(Exchange exchange, boolean on) {
        ObjectNode row = row(exchange);
        if (on) {
            exchange.table(TABLE).rows().forEach(other -> other.put("active", false));
        }
        row.put("active", on);
        touched(row, exchange);
        return Answer.ok(Json.served(row));
    }

    private static String file(Exchange exchange) {
        String file = exchange.param("file");
        if (!BrandFiles.NAMES.contains(file)) {
            throw Problem.notFound("A brand has no file " + file + ".");
        }
        return file;
    }

    private static boolean has(ObjectNode row, String file) {
        return row.path("_content").has(file);
    }

    private Answer download(Exchange exchange) {
        ObjectNode row = row(exchange);
        String sha = row.path("_content").path(file(exchange)).asText();
        Payload content =
                exchange.tenant().blobs().get(sha).orElseThrow(() -> Problem.notFound("The brand has no such file."));
        return Answer.bytes(
                200, BrandFiles.of(row, file(exchange)).path("contentType").asText(), content);
    }

    private static Answer upload(Exchange exchange, boolean replaces) {
        ObjectNode row = row(exchange);
        String file = file(exchange);
        if (has(row, file) != replaces) {
            throw replaces
                    ? Problem.notFound("The brand has no such file.")
                    : Problem.badRequest("The brand has such a file already.");
        }
        Multipart.Part part = BrandFiles.form(exchange)
                .part("file")
                .orElseThrow(() -> Problem.badField("/file", "This field is required."));
        BrandFiles.put(row, file, part, exchange);
        touched(row, exchange);
        JsonNode made = BrandFiles.of(row, file);
        return replaces ? Answer.ok(made) : Answer.created(made);
    }

    private Answer remove(Exchange exchange) {
        ObjectNode row = row(exchange);
        String file = file(exchange);
        if (!has(row, file)) {
            throw Problem.notFound("The brand has no such file.");
        }
        ArrayNode kept = Json.array();
        for (JsonNode one : row.path("files")) {
            if (!one.path("id").asText().equals(file)) {
                kept.add(one);
            }
        }
        row.set("files", kept);
        row.withObject("/_content").remove(file);
        touched(row, exchange);
        return Answer.noContent();
    }
}
