package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * {@code /api/v1/ui-config/pinned-links}: at most 50, shown in the order in which they were made, without pages. Two of
 * one name are taken (unconfirmed), so that a client that does not look first is seen to double them.
 */
final class PinnedLinks implements Resource {
    private static final String PATH = "/api/v1/ui-config/pinned-links";
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 50;
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/link");

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, exchange -> Answer.ok(listed(links(exchange).rows())));
        routes.post(PATH, this::create);
        routes.post(PATH + "/actions/bulk-create-pinned-links", this::createAll);
        routes.post(PATH + "/actions/delete-all-pinned-links", this::deleteAll);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(Json.served(row(exchange))));
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private static Table links(Exchange exchange) {
        return exchange.table("pinnedLinks");
    }

    private static ObjectNode row(Exchange exchange) {
        return links(exchange).require(exchange.param("id"));
    }

    private static ObjectNode listed(List<ObjectNode> rows) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        rows.forEach(row -> data.add(Json.served(row)));
        return body;
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        checkSort(body);
        checkRoom(exchange, 1);
        return Answer.created(Json.served(add(exchange, body)));
    }

    private Answer createAll(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        checkSort(body);
        ArrayNode links = body.requiredItems("links");
        checkRoom(exchange, links.size());
        List<Body> checked = new ArrayList<>();
        for (JsonNode link : links) {
            Body one = Body.of(link, "/links/" + checked.size());
            check(one);
            checked.add(one);
        }
        return Answer.ok(listed(checked.stream().map(one -> add(exchange, one)).toList()));
    }

    private static void checkSort(Body body) {
        body.required("scope");
        body.oneOf("scope", "tenant");
        body.required("type");
        body.oneOf("type", "custom-link");
    }

    private static void checkRoom(Exchange exchange, int more) {
        if (links(exchange).size() + more > MOST) {
            throw Problem.badRequest("A tenant has at most " + MOST + " pinned links.");
        }
    }

    private static void check(Body body) {
        body.required("name", LONGEST_NAME);
        if (!body.required("link").startsWith("https://")) {
            throw body.bad("link", "The link must be https.");
        }
    }

    private static ObjectNode add(Exchange exchange, Body body) {
        check(body);
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("tenantId", exchange.tenant().id());
        row.put("name", body.required("name"));
        row.put("link", body.required("link"));
        row.put("scope", "tenant");
        row.put("type", "custom-link");
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("updatedAt", now);
        row.put("updatedBy", exchange.caller().userId());
        return links(exchange).add(row);
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode changed = row(exchange).deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            String text = op.text();
            if (op.rule().equals("/name") && (text.isBlank() || text.length() > LONGEST_NAME)) {
                throw op.bad("A name of 1 to " + LONGEST_NAME + " characters is expected.");
            }
            if (op.rule().equals("/link") && !text.startsWith("https://")) {
                throw op.bad("The link must be https.");
            }
            changed.put(op.rule().substring(1), text);
        }
        changed.put("updatedAt", Stamp.millis(exchange.now()));
        changed.put("updatedBy", exchange.caller().userId());
        return Answer.ok(Json.served(links(exchange).add(changed)));
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        links(exchange).remove(row(exchange).path("id").asText());
        return Answer.noContent();
    }

    private Answer deleteAll(Exchange exchange) {
        exchange.caller().requireAdmin();
        links(exchange).removeIf(row -> true);
        return Answer.noContent();
    }
}
