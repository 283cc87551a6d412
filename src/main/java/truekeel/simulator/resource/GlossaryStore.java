package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/** The glossaries of a tenant with their categories and terms, and who may read and change them. */
final class GlossaryStore {
    static final String GLOSSARIES = "glossaries";
    static final String CATEGORIES = "glossaryCategories";
    static final String TERMS = "glossaryTerms";

    static final Paging PAGING = Paging.nextPrev(20, 100);

    private GlossaryStore() {}

    /** The glossary that the request names; a 404 when the caller does not see it. */
    static ObjectNode glossary(Exchange exchange) {
        String id = exchange.param("id");
        return exchange.table(GLOSSARIES)
                .get(id)
                .filter(row -> sees(exchange, row))
                .orElseThrow(() ->
                        Problem.notFound("There is no glossary " + id + ".").code("BG-8"));
    }

    static boolean sees(Exchange exchange, ObjectNode glossary) {
        String space = glossary.path("spaceId").asText();
        if (glossary.path("ownerId").asText().equals(exchange.caller().userId())
                || exchange.caller().isAdmin()) {
            return true;
        }
        return exchange.table("spaces")
                .get(space)
                .filter(row -> Rights.of(exchange).sees(row))
                .isPresent();
    }

    /** Stewards make and change glossaries; admins hold the scopes that the role gives. */
    static void requireSteward(Exchange exchange) {
        if (!exchange.caller().hasRole("Steward") && !exchange.caller().isAdmin()) {
            throw Problem.forbidden("Only a steward may do this.").code("BG-3");
        }
    }

    static List<ObjectNode> of(Exchange exchange, String table, String glossaryId) {
        return exchange.table(table)
                .where(row -> row.path("glossaryId").asText().equals(glossaryId));
    }

    /** A page of the categories or terms of the glossary that the request names, by name at first. */
    static Answer list(Exchange exchange, String table, String... sorts) {
        String id = glossary(exchange).path("id").asText();
        Sort sort = Sort.from(exchange, new Sort("name", true), List.of(sorts));
        return Answer.ok(PAGING.page(exchange, of(exchange, table, id), sort).envelope(Json::served));
    }

    /** The category or term that the request names. */
    static ObjectNode part(Exchange exchange, String table, String parameter, String code) {
        String glossary = glossary(exchange).path("id").asText();
        String id = exchange.param(parameter);
        return exchange.table(table)
                .get(id)
                .filter(row -> row.path("glossaryId").asText().equals(glossary))
                .orElseThrow(() -> Problem.notFound("There is none with the id " + id + ".")
                        .code(code));
    }

    static ObjectNode fresh(Exchange exchange) {
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        return touched(exchange, row);
    }

    static ObjectNode touched(Exchange exchange, ObjectNode row) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
        return row;
    }

    /** Rich text is a JSON list in a string; empty is none. */
    static String rich(Body body, String field) {
        String text = body.text(field).orElse("");
        if (!text.isBlank()) {
            try {
                if (!Json.parse(text).isArray()) {
                    throw body.bad(field, "Rich text is a list of paragraphs.").code("BG-21");
                }
            } catch (UncheckedIOException malformed) {
                throw body.bad(field, "Rich text is a list of paragraphs.").code("BG-21");
            }
        }
        return text;
    }

    /**
     * A part of an import with its stewards by id: those that its details name, found by e-mail where the caller says
     * so; whom the tenant does not know is left out.
     */
    static ObjectNode withStewards(Exchange exchange, Body part) {
        ObjectNode copy = part.node().deepCopy();
        Optional<ArrayNode> details = part.items("stewardDetails");
        for (JsonNode detail : details.orElse(Json.array())) {
            Body steward = Body.of(detail, "/stewardDetails");
            List.of("userId", "name", "email").forEach(steward::text);
        }
        copy.remove("stewardDetails");
        if (details.isPresent() && !copy.has("stewards")) {
            boolean byEmail = exchange.query("lookupUserOnEmail").equals(Optional.of("true"));
            String field = byEmail ? "email" : "userId";
            ArrayNode ids = copy.putArray("stewards");
            for (JsonNode detail : details.get()) {
                String word = detail.path(field).asText();
                exchange.table("users")
                        .first(user -> !word.isEmpty()
                                && user.path(byEmail ? "email" : "id").asText().equals(word))
                        .ifPresent(user -> ids.add(user.path("id")));
            }
        }
        return copy;
    }

    /** Ids of users, as texts or as details with the id within. */
    static ArrayNode stewards(Exchange exchange, JsonNode given) {
        ArrayNode stewards = Json.array();
        for (JsonNode one : given) {
            String id = one.isObject() ? one.path("userId").asText() : one.asText();
            if (exchange.table("users").get(id).isEmpty()) {
                throw Problem.badField("/stewards", "There is no user " + id + ".")
                        .code("BG-13");
            }
            stewards.add(id);
        }
        return stewards;
    }
}
