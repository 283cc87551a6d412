package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;

/**
 * The categories of a glossary: a tree in which no two of one parent have one name. A deleted one takes those below
 * along.
 */
final class GlossaryCategories implements Resource {
    private static final String PATH = "/api/v1/glossaries/{id}/categories";
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/description", "/parentId");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "BG-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{categoryId}", exchange -> Answer.ok(Json.served(row(exchange))));
        routes.put(PATH + "/{categoryId}", this::replace);
        routes.patch(PATH + "/{categoryId}", this::patch);
        routes.delete(PATH + "/{categoryId}", this::delete);
    }

    private static ObjectNode row(Exchange exchange) {
        return GlossaryStore.part(exchange, GlossaryStore.CATEGORIES, "categoryId", "BG-9");
    }

    private Answer list(Exchange exchange) {
        String id = GlossaryStore.glossary(exchange).path("id").asText();
        Sort sort = Sort.from(exchange, new Sort("name", true), List.of("name", "description", "update"));
        return Answer.ok(PAGING.page(exchange, GlossaryStore.of(exchange, GlossaryStore.CATEGORIES, id), sort)
                .envelope(Json::served));
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
        describe(exchange, row, body);
        return exchange.table(GlossaryStore.CATEGORIES).add(row);
    }

    private static void describe(Exchange exchange, ObjectNode row, Body body) {
        String name = body.required("name");
        String parent = body.text("parentId").orElse("");
        boolean taken = GlossaryStore.of(
                        exchange,
                        GlossaryStore.CATEGORIES,
                        row.path("glossaryId").asText())
                .stream()
                .filter(other ->
                        !other.path("id").asText().equals(row.path("id").asText()))
                .anyMatch(other -> other.path("name").asText().equals(name)
                        && other.path("parentId").asText().equals(parent));
        if (taken) {
            throw body.bad("name", "Two categories of one parent cannot have one name.")
                    .code("BG-7");
        }
        row.put("name", name);
        row.put("description", body.text("description").orElse(""));
        row.put("parentId", parent);
        row.set(
                "stewards",
                GlossaryStore.stewards(exchange, body.items("stewards").orElse(Json.array())));
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = row(exchange);
        GlossaryStore.requireSteward(exchange);
        describe(exchange, row, exchange.body());
        return Answer.ok(Json.served(GlossaryStore.touched(exchange, row)));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = row(exchange);
        GlossaryStore.requireSteward(exchange);
        for (PatchOp op : PATCH.read(exchange)) {
            row.put(op.rule().substring(1), op.text());
        }
        GlossaryStore.touched(exchange, row);
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
