package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * The terms of a glossary. A new one is a draft; stewards alone verify a term, and change one that is verified. Two of
 * one name are taken. Each change is a revision.
 */
final class GlossaryTerms implements Resource {
    private static final String PATH = "/api/v1/glossaries/{id}/terms";
    private static final String[] SORTS = {"name", "abbreviation", "description", "status", "updated"};
    private static final JsonPatch PATCH =
            JsonPatch.closed().replace("/name", "/description", "/abbreviation", "/relatedInformation");

    private static final String[] RELATIONS = {
        "isA",
        "hasA",
        "seeAlso",
        "synonym",
        "antonym",
        "classifies",
        "other",
        "replaces",
        "replacedBy",
        "hasSubtype",
        "preferredTerm",
        "seeInstead",
        "defines",
        "definedBy"
    };

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "BG-");
    }

    @Override
    public void register(Routes routes) {
        String one = PATH + "/{termId}";
        routes.get(PATH, exchange -> GlossaryStore.list(exchange, GlossaryStore.TERMS, SORTS));
        routes.post(PATH, this::create);
        routes.get(one, exchange -> Answer.ok(Json.served(row(exchange))));
        routes.put(one, this::replace);
        routes.patch(one, this::patch);
        routes.delete(one, this::delete);
        routes.post(one + "/actions/change-status", this::changeStatus);
        routes.get(one + "/links", this::links);
        routes.post(one + "/links", this::link);
        routes.get(one + "/revisions", exchange -> {
            row(exchange);
            return Answer.ok(GlossaryStore.PAGING
                    .page(exchange, List.of(), Sort.inserted())
                    .envelope(Json::served));
        });
    }

    private static ObjectNode row(Exchange exchange) {
        return GlossaryStore.part(exchange, GlossaryStore.TERMS, "termId", "BG-10");
    }

    /** The term, which the caller may change. */
    private static ObjectNode mine(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (row.at("/status/type").asText().equals("verified")
                && !exchange.caller().hasRole("Steward")
                && !exchange.caller().isAdmin()) {
            throw Problem.precondition("Only a steward may change a verified term.");
        }
        GlossaryStore.requireSteward(exchange);
        return row;
    }

    private Answer create(Exchange exchange) {
        String glossary = GlossaryStore.glossary(exchange).path("id").asText();
        GlossaryStore.requireSteward(exchange);
        return Answer.created(Json.served(add(exchange, glossary, exchange.ids().hex24(), exchange.body())));
    }

    static ObjectNode add(Exchange exchange, String glossary, String id, Body body) {
        ObjectNode row = GlossaryStore.fresh(exchange);
        row.put("id", id);
        row.put("glossaryId", glossary);
        row.put("revision", 0);
        status(exchange, row, "draft");
        describe(exchange, row, body);
        return exchange.table(GlossaryStore.TERMS).add(row);
    }

    private static void status(Exchange exchange, ObjectNode row, String type) {
        row.putObject("status")
                .put("type", type)
                .put("updatedAt", Stamp.millis(exchange.now()))
                .put("updatedBy", exchange.caller().userId());
    }

    private static void describe(Exchange exchange, ObjectNode row, Body body) {
        ObjectNode before = row.deepCopy();
        row.put("name", body.required("name"));
        row.put("description", body.text("description").orElse(""));
        row.put("abbreviation", body.text("abbreviation").orElse(""));
        row.put("relatedInformation", GlossaryStore.rich(body, "relatedInformation"));
        row.set("tags", Json.texts(body.texts("tags").orElse(List.of())));
        row.set(
                "stewards",
                GlossaryStore.stewards(exchange, body.items("stewards").orElse(Json.array())));
        row.set("relatesTo", relations(body));
        List<String> categories = body.texts("categories").orElse(List.of());
        for (String id : categories) {
            boolean ours = exchange.table(GlossaryStore.CATEGORIES)
                    .get(id)
                    .filter(category -> category.path("glossaryId").equals(row.path("glossaryId")))
                    .isPresent();
            if (!ours) {
                throw body.bad("categories", "There is no category " + id + ".").code("BG-13");
            }
        }
        row.set("categories", Json.texts(categories));
        ArrayNode links = Json.array();
        body.items("linksTo").orElse(Json.array()).forEach(link -> links.add(known(before, checked(exchange, link))));
        row.set("linksTo", links);
        if (!row.equals(before)) {
            row.put("revision", row.path("revision").asInt() + 1);
        }
    }

    private static ArrayNode relations(Body body) {
        ArrayNode relations = body.items("relatesTo").orElse(Json.array());
        for (JsonNode given : relations) {
            Body relation = Body.of(given, "/relatesTo");
            relation.required("termId");
            relation.required("type");
            relation.oneOf("type", RELATIONS);
        }
        return relations;
    }

    /** A link that was there keeps its id. */
    private static JsonNode known(ObjectNode before, ObjectNode link) {
        for (JsonNode old : before.path("linksTo")) {
            ObjectNode same = link.deepCopy();
            same.put("id", old.path("id").asText());
            if (same.equals(old)) {
                return old;
            }
        }
        return link;
    }

    private static ObjectNode checked(Exchange exchange, JsonNode given) {
        Body link = Body.of(given, "/linksTo");
        String resource = link.required("resourceId");
        link.oneOf("resourceType", "app", "dataset");
        if (link.required("resourceType").equals("app")) {
            AppStore.require(exchange, resource);
        }
        link.oneOf("type", "definition", "related");
        link.oneOf("subResourceType", "master_dimension", "master_measure", "field");
        long parts = List.of("subResourceType", "subResourceId", "subResourceName").stream()
                .filter(link::has)
                .count();
        if (parts != 0 && parts != 3) {
            throw link.bad("subResourceId", "All three fields of a part are needed.")
                    .code("BG-20");
        }
        link.text("subResourceId");
        link.text("subResourceName");
        ObjectNode row = link.node().deepCopy();
        row.put("id", link.text("id").orElseGet(() -> exchange.ids().hex24()));
        return row;
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = mine(exchange).deepCopy();
        describe(exchange, row, exchange.body());
        return Answer.ok(Json.served(exchange.table(GlossaryStore.TERMS).add(GlossaryStore.touched(exchange, row))));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = mine(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/name") && op.text().isBlank()) {
                throw op.bad("The name must not be empty.");
            }
            changed.put(op.rule().substring(1), op.text());
        }
        exchange.table(GlossaryStore.TERMS).add(GlossaryStore.touched(exchange, changed));
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        String id = row(exchange).path("id").asText();
        GlossaryStore.requireSteward(exchange);
        exchange.table(GlossaryStore.TERMS).remove(id);
        for (ObjectNode other : exchange.table(GlossaryStore.TERMS).rows()) {
            ArrayNode left = Json.array();
            other.path("relatesTo").forEach(relation -> {
                if (!relation.path("termId").asText().equals(id)) {
                    left.add(relation);
                }
            });
            other.set("relatesTo", left);
        }
        return Answer.noContent();
    }

    private Answer changeStatus(Exchange exchange) {
        ObjectNode row = mine(exchange);
        String type = exchange.query("status").orElse("");
        if (!List.of("draft", "verified", "deprecated").contains(type)) {
            throw Problem.badParameter("status", "Allowed are draft, verified, deprecated.");
        }
        status(exchange, row, type);
        return Answer.ok(Json.served(GlossaryStore.touched(exchange, row)));
    }

    private Answer links(Exchange exchange) {
        ObjectNode body = Json.object();
        body.set("data", row(exchange).path("linksTo"));
        body.set("links", exchange.selfLink(exchange.call().path()));
        return Answer.ok(body);
    }

    private Answer link(Exchange exchange) {
        ObjectNode row = mine(exchange);
        ObjectNode link = checked(exchange, exchange.body().node());
        row.withArray("linksTo").add(link);
        return Answer.created(link);
    }
}
