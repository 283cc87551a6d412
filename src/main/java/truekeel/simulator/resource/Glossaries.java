package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * {@code /api/v1/glossaries}: made and changed by stewards, found by whoever sees their space. Two of one name are
 * taken (unconfirmed). A patch takes texts only; an import makes the whole of a glossary anew.
 */
final class Glossaries implements Resource {
    private static final String PATH = "/api/v1/glossaries";
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/description", "/overview");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "BG-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.post(PATH + "/actions/import", this::imported);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(Json.served(GlossaryStore.glossary(exchange))));
        routes.put(PATH + "/{id}", this::replace);
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
        routes.get(PATH + "/{id}/actions/export", this::export);
    }

    private Answer list(Exchange exchange) {
        List<ObjectNode> rows =
                exchange.table(GlossaryStore.GLOSSARIES).where(row -> GlossaryStore.sees(exchange, row));
        Sort sort = Sort.from(exchange, new Sort("name", true), List.of("name", "description"));
        return Answer.ok(GlossaryStore.PAGING.page(exchange, rows, sort).envelope(Json::served));
    }

    private Answer create(Exchange exchange) {
        GlossaryStore.requireSteward(exchange);
        ObjectNode row = fresh(exchange, exchange.body(), "");
        return Answer.created(
                Json.served(exchange.table(GlossaryStore.GLOSSARIES).add(row)));
    }

    private static ObjectNode fresh(Exchange exchange, Body body, String spaceId) {
        ObjectNode row = GlossaryStore.fresh(exchange);
        row.put("ownerId", exchange.caller().userId());
        describe(row, body);
        String space = body.text("spaceId").orElse(spaceId);
        if (!space.isEmpty()) {
            Rights.of(exchange).space(space);
        }
        row.put("spaceId", space);
        return row;
    }

    private static void describe(ObjectNode row, Body body) {
        row.put("name", body.required("name"));
        row.put("description", body.text("description").orElse(""));
        row.put("overview", GlossaryStore.rich(body, "overview"));
        row.set("tags", Json.texts(body.texts("tags").orElse(List.of())));
        JsonNode template = body.has("termTemplate") ? body.node().path("termTemplate") : Json.object();
        row.set("termTemplate", Body.of(template, "/termTemplate").node());
        body.text("spaceId");
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = GlossaryStore.glossary(exchange).deepCopy();
        GlossaryStore.requireSteward(exchange);
        describe(row, exchange.body());
        return Answer.ok(
                Json.served(exchange.table(GlossaryStore.GLOSSARIES).add(GlossaryStore.touched(exchange, row))));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = GlossaryStore.glossary(exchange);
        GlossaryStore.requireSteward(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/name") && op.text().isBlank()) {
                throw op.bad("The name must not be empty.");
            }
            changed.put(op.rule().substring(1), op.text());
        }
        exchange.table(GlossaryStore.GLOSSARIES).add(GlossaryStore.touched(exchange, changed));
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        String id = GlossaryStore.glossary(exchange).path("id").asText();
        GlossaryStore.requireSteward(exchange);
        remove(exchange, id);
        return Answer.noContent();
    }

    private static void remove(Exchange exchange, String id) {
        exchange.table(GlossaryStore.GLOSSARIES).remove(id);
        for (String table : List.of(GlossaryStore.CATEGORIES, GlossaryStore.TERMS)) {
            exchange.table(table)
                    .removeIf(row -> row.path("glossaryId").asText().equals(id));
        }
    }

    /** Ids within the document only tie its parts together. Of a document that is refused nothing stays. */
    private Answer imported(Exchange exchange) {
        GlossaryStore.requireSteward(exchange);
        Body body = exchange.body();
        ObjectNode row = fresh(exchange, body, exchange.query("spaceId").orElse(""));
        exchange.table(GlossaryStore.GLOSSARIES).add(row);
        String id = row.path("id").asText();
        try {
            addParts(exchange, body, id);
        } catch (Problem refused) {
            remove(exchange, id);
            throw refused;
        }
        return Answer.created(Json.served(row));
    }

    private static void addParts(Exchange exchange, Body body, String glossary) {
        Map<String, String> categories = new HashMap<>();
        Map<String, String> terms = new HashMap<>();
        for (JsonNode given : body.items("categories").orElse(Json.array())) {
            String id = Body.of(given, "/categories").text("id").orElse("");
            categories.put(id, exchange.ids().hex24());
        }
        for (JsonNode given : body.items("terms").orElse(Json.array())) {
            terms.put(
                    given.path("id").asText(given.path("name").asText()),
                    exchange.ids().hex24());
        }
        for (JsonNode given : body.items("categories").orElse(Json.array())) {
            Body category = Body.of(given, "/categories");
            ObjectNode copy = GlossaryStore.withStewards(exchange, category);
            copy.put(
                    "parentId",
                    categories.getOrDefault(category.text("parentId").orElse(""), ""));
            GlossaryCategories.add(
                    exchange,
                    glossary,
                    categories.getOrDefault(given.path("id").asText(), ""),
                    Body.of(copy, "/categories"));
        }
        addTerms(exchange, body, glossary, categories, terms);
    }

    private static void addTerms(
            Exchange exchange, Body body, String glossary, Map<String, String> categories, Map<String, String> terms) {
        for (JsonNode given : body.items("terms").orElse(Json.array())) {
            ObjectNode copy = GlossaryStore.withStewards(exchange, Body.of(given, "/terms"));
            copy.putArray("categories");
            Body.of(given, "/terms").items("categories").orElse(Json.array()).forEach(id -> {
                if (categories.containsKey(id.asText())) {
                    copy.withArray("categories").add(categories.get(id.asText()));
                }
            });
            for (JsonNode one : copy.path("relatesTo")) {
                ObjectNode relation = Body.of(one, "/terms/relatesTo").node();
                relation.put(
                        "termId", terms.getOrDefault(relation.path("termId").asText(), ""));
            }
            GlossaryTerms.add(
                    exchange,
                    glossary,
                    terms.getOrDefault(
                            given.path("id").asText(given.path("name").asText()), ""),
                    Body.of(copy, "/terms"));
        }
    }

    private Answer export(Exchange exchange) {
        ObjectNode document = Json.served(GlossaryStore.glossary(exchange));
        String id = document.path("id").asText();
        for (String part : List.of("categories", "terms")) {
            String table = part.equals("terms") ? GlossaryStore.TERMS : GlossaryStore.CATEGORIES;
            document.putArray(part);
            GlossaryStore.of(exchange, table, id)
                    .forEach(row -> document.withArray(part).add(exported(exchange, row)));
        }
        return Answer.ok(document);
    }

    private static ObjectNode exported(Exchange exchange, ObjectNode row) {
        ObjectNode part = Json.served(row);
        part.remove(List.of("stewards", "glossaryId", "referredRelations"));
        part.putArray("stewardDetails");
        row.path("stewards")
                .forEach(id -> exchange.table("users").get(id.asText()).ifPresent(user -> part.withArray(
                                "stewardDetails")
                        .addObject()
                        .put("userId", id.asText())
                        .put("name", user.path("name").asText())
                        .put("email", user.path("email").asText())));
        return part;
    }
}
