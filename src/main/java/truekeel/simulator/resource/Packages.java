package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Caller;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Stamp;

/**
 * What extensions and themes have in common: one list without pages, paths by id or by name, a name once among the
 * living, a delete that leaves a 410 behind and frees the name (unconfirmed). The md5 of the archive is the server's
 * fingerprint. What Qlik bundles can be read only.
 */
final class Packages {
    static final Dialect DIALECT = new Dialect(Dialect.Shape.FLAT, "");
    private final PackageKind kind;

    Packages(PackageKind kind) {
        this.kind = kind;
    }

    void register(Routes routes) {
        String path = "/api/v1/" + kind.plural();
        routes.get(path, this::list);
        routes.post(path, this::create);
        routes.get(path + "/{id}", exchange -> Answer.ok(Json.served(find(exchange))));
        routes.patch(path + "/{id}", this::patch);
        routes.delete(path + "/{id}", this::delete);
        routes.get(path + "/{id}/file", this::archive);
        routes.get(path + "/{id}/file/{filepath...}", this::entry);
    }

    /** Adds what Qlik ships with every tenant. */
    void seed(SimTenant tenant, Ids ids, Instant now, String name) {
        ObjectNode row = fresh(ids.hex24(), tenant.id(), now);
        row.put("name", name);
        row.put("type", kind == PackageKind.THEME ? "theme" : "visualization");
        row.put("author", "Qlik");
        row.put("bundled", true);
        row.putObject("bundle")
                .put("id", "qlik-bundle")
                .put("name", "Visualization bundle")
                .put("description", "Shipped by Qlik");
        tenant.table(kind.plural()).add(row);
    }

    private static ObjectNode fresh(String id, String tenantId, Instant now) {
        ObjectNode row = Json.object();
        row.put("id", id);
        row.put("tenantId", tenantId);
        row.put("bundled", false);
        row.putArray("tags");
        row.put("createdAt", Stamp.millis(now));
        row.put("updatedAt", Stamp.millis(now));
        return row;
    }

    private Answer list(Exchange exchange) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        exchange.table(kind.plural()).rows().forEach(row -> data.add(Json.served(row)));
        return Answer.ok(body);
    }

    private Answer create(Exchange exchange) {
        requireWriting(exchange);
        PackageBody body = PackageBody.read(exchange, kind);
        refuseTaken(exchange, body.requiredName(), "");
        ObjectNode row = fresh(exchange.ids().hex24(), exchange.tenant().id(), exchange.now());
        row.put("userId", exchange.caller().userId());
        body.applyTo(row, exchange);
        exchange.table(kind.plural()).add(row);
        return Answer.created(Json.served(row));
    }

    private Answer patch(Exchange exchange) {
        requireWriting(exchange);
        ObjectNode row = own(exchange);
        PackageBody body = PackageBody.read(exchange, kind);
        body.name().ifPresent(name -> refuseTaken(exchange, name, row.path("id").asText()));
        body.applyTo(row, exchange);
        row.put("updatedAt", Stamp.millis(exchange.now()));
        return Answer.ok(patched(Json.served(row)));
    }

    /** The contract answers a changed theme with a list of one, a changed extension with itself. */
    private ObjectNode patched(ObjectNode view) {
        if (kind == PackageKind.EXTENSION) {
            return view;
        }
        ObjectNode body = Json.object();
        body.putArray("data").add(view);
        return body;
    }

    private Answer delete(Exchange exchange) {
        requireWriting(exchange);
        ObjectNode row = own(exchange);
        String id = row.path("id").asText();
        exchange.table(kind.plural()).remove(id);
        ObjectNode deleted = row.deepCopy();
        deleted.remove("_n");
        exchange.table(kind.deleted()).put(id, deleted);
        return Answer.noContent();
    }

    private Answer archive(Exchange exchange) {
        Caller caller = exchange.caller();
        if (!caller.isAdmin() && !caller.hasRole("AnalyticsAdmin")) {
            throw Problem.forbidden("Only a tenant or analytics admin may download the archive.");
        }
        ObjectNode row = find(exchange);
        return Answer.bytes(200, "application/zip", content(exchange, row));
    }

    private Answer entry(Exchange exchange) {
        Payload archive = content(exchange, find(exchange));
        return PackageFile.entry(archive, exchange.param("filepath"))
                .map(file -> Answer.bytes(200, "application/octet-stream", file))
                .orElseThrow(() -> Problem.notFound("The archive has no such file."));
    }

    private static Payload content(Exchange exchange, ObjectNode row) {
        return exchange.tenant()
                .blobs()
                .get(row.path("_content").asText())
                .orElseThrow(() -> Problem.notFound("There is no archive."));
    }

    /** The living one of this id or name; a 410 when it was deleted. */
    private ObjectNode find(Exchange exchange) {
        String idOrName = exchange.param("id");
        Optional<ObjectNode> living = exchange.table(kind.plural()).get(idOrName);
        living = living.or(() -> exchange.table(kind.plural()).by("name", idOrName));
        boolean gone = exchange.table(kind.deleted()).get(idOrName).isPresent()
                || exchange.table(kind.deleted()).by("name", idOrName).isPresent();
        return living.orElseThrow(() -> gone
                ? Problem.gone("The " + kind.word() + " was deleted.")
                : Problem.notFound("There is no " + kind.word() + " " + idOrName + "."));
    }

    private ObjectNode own(Exchange exchange) {
        ObjectNode row = find(exchange);
        if (row.path("bundled").asBoolean()) {
            throw Problem.forbidden("A bundled " + kind.word() + " cannot be changed.");
        }
        return row;
    }

    private void requireWriting(Exchange exchange) {
        Caller caller = exchange.caller();
        if (!caller.isAdmin() && !caller.hasRole("AnalyticsAdmin") && !caller.may(kind.scope())) {
            throw Problem.forbidden("The caller may not change " + kind.plural() + ".");
        }
    }

    private void refuseTaken(Exchange exchange, String name, String except) {
        boolean taken = exchange.table(kind.plural())
                .first(row -> row.path("name").asText().equals(name)
                        && !row.path("id").asText().equals(except))
                .isPresent();
        if (taken) {
            throw Problem.conflict("There is a " + kind.word() + " named " + name + " already.");
        }
    }
}
