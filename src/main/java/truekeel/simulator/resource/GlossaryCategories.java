package truekeel.simulator.resource;

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

/**
 * The categories of a glossary: a tree in which no two of one parent have one name. A deleted one takes those below
 * along.
 */
final class GlossaryCategories implements Resource {
    private static final String PATH = "/api/v1/glossaries/{id}/categories";
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/description", "/parentId");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "BG-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(
                PATH,
                exchange -> GlossaryStore.list(exchange, GlossaryStore.CATEGORIES, "name", "description", "update"));
        routes.post(PATH, this::create);
        routes.get(PATH + "/{categoryId}", exchange -> Answer.ok(Json.served(row(exchange))));
        routes.put(PATH + "/{categoryId}", this::replace);
        routes.patch(PATH + "/{categoryId}", this::patch);
        routes.delete(PATH + "/{categoryId}", this::delete);
    }

    private static ObjectNode row(Exchange exchange) {
        return GlossaryStore.part(exchange, GlossaryStore.CATEGORIES, "categoryId", "BG-9");
    }

    private Answer create(Exchange exchange) {
        String glossary = GlossaryStore.glossary(exchange).path("id").asText();
        GlossaryStore.requireSteward(exchange);
        Body body = exchange.body();
        String id = exchange.ids().hex24();
        checkParent(exchange, glossary, id, body.text("parentId").orElse(""));
        return Answer.created(Json.served(add(exchange, glossary, id, body)));
    }

    static ObjectNode add(Exchange exchange, String glossary, String id, Body body) {
        ObjectNode row = GlossaryStore.fresh(exchange);
        row.put("id", id);
        row.put("glossaryId", glossary);
        describe(exchange, row, body);
        return exchange.table(GlossaryStore.CATEGORIES).add(row);
    }

    /** A parent is a category of the same glossary, and not one below the category itself. */
    private static void checkParent(Exchange exchange, String glossary, String id, String parent) {
        String above = parent;
        while (!above.isEmpty()) {
            ObjectNode row = exchange.table(GlossaryStore.CATEGORIES).get(above).orElseGet(Json::object);
            if (above.equals(id) || !row.path("glossaryId").asText().equals(glossary)) {
                throw Problem.badField("/parentId", "There is no such category above this one.")
                        .code("BG-13");
            }
            above = row.path("parentId").asText();
        }
    }

    private static void describe(Exchange exchange, ObjectNode row, Body body) {
        String name = body.required("name");
        String parent = body.text("parentId").orElse("");
        checkName(exchange, row, name, parent);
        row.put("name", name);
        row.put("description", body.text("description").orElse(""));
        row.put("parentId", parent);
        row.set(
                "stewards",
                GlossaryStore.stewards(exchange, body.items("stewards").orElse(Json.array())));
    }

    private static void checkName(Exchange exchange, ObjectNode row, String name, String parent) {
        boolean taken = GlossaryStore.of(
                        exchange,
                        GlossaryStore.CATEGORIES,
                        row.path("glossaryId").asText())
                .stream()
                .filter(other ->
                        !other.path("id").asText().equals(row.path("id").asText()))
                .anyMatch(other -> other.path("name").asText().equals(name)
                        && other.path("parentId").asText().equals(parent));
        if (taken || name.isBlank()) {
            throw Problem.badField("/name", "A category has a name that no other of its parent has.")
                    .code("BG-7");
        }
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = row(exchange).deepCopy();
        GlossaryStore.requireSteward(exchange);
        Body body = exchange.body();
        String glossary = row.path("glossaryId").asText();
        checkParent(
                exchange,
                glossary,
                row.path("id").asText(),
                body.text("parentId").orElse(""));
        describe(exchange, row, body);
        return Answer.ok(
                Json.served(exchange.table(GlossaryStore.CATEGORIES).add(GlossaryStore.touched(exchange, row))));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        GlossaryStore.requireSteward(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            changed.put(op.rule().substring(1), op.text());
        }
        String parent = changed.path("parentId").asText();
        checkParent(exchange, row.path("glossaryId").asText(), row.path("id").asText(), parent);
        checkName(exchange, changed, changed.path("name").asText(), parent);
        exchange.table(GlossaryStore.CATEGORIES).add(GlossaryStore.touched(exchange, changed));
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        String id = row(exchange).path("id").asText();
        GlossaryStore.requireSteward(exchange);
        remove(exchange, id);
        return Answer.noContent();
    }

    private static void remove(Exchange exchange, String id) {
        exchange.table(GlossaryStore.CATEGORIES).remove(id);
        exchange.table(GlossaryStore.TERMS).rows().forEach(term -> {
            List<String> left = Json.texts(term.path("categories")).stream()
                    .filter(category -> !category.equals(id))
                    .toList();
            term.set("categories", Json.texts(left));
        });
        exchange.table(GlossaryStore.CATEGORIES)
                .where(row -> row.path("parentId").asText().equals(id))
                .forEach(child -> remove(exchange, child.path("id").asText()));
    }
}
