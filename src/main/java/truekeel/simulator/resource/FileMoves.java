package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;

/** What admins do with data files, one by one or many at once; only what is at the root of a space can be moved. */
final class FileMoves {
    private FileMoves() {}

    static Answer changeOwner(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = exchange.table(DataFiles.TABLE).require(exchange.param("id"));
        String owner = exchange.body().required("ownerId");
        if (exchange.table("users").get(owner).isEmpty()) {
            throw Problem.badField("/ownerId", "There is no such user.").code("DF-006");
        }
        row.put("ownerId", owner);
        return Answer.noContent();
    }

    static Answer changeSpace(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = exchange.table(DataFiles.TABLE).require(exchange.param("id"));
        move(exchange, exchange.body(), row);
        return Answer.noContent();
    }

    static Answer changeSpaces(Exchange exchange) {
        return each(exchange, "change-space", (entry, row) -> move(exchange, entry, row));
    }

    static Answer deleteAll(Exchange exchange) {
        return each(exchange, "delete", (entry, row) -> DataFiles.remove(exchange, row));
    }

    private static void move(Exchange exchange, Body entry, ObjectNode row) {
        boolean personal = entry.node().path("spaceId").isNull();
        String space = personal ? "" : entry.text("spaceId").orElse("");
        if (!space.isEmpty() && exchange.table("spaces").get(space).isEmpty()) {
            throw Problem.badField("/spaceId", "There is no such space.").code("DF-009");
        }
        if (DataFiles.name(row).contains("/")) {
            throw Problem.badRequest("Only what is at the root of a space can be moved.");
        }
        boolean taken = exchange.table(DataFiles.TABLE)
                .first(other -> other.path("spaceId").asText().equals(space)
                        && DataFiles.name(other).equals(DataFiles.name(row)))
                .isPresent();
        if (taken) {
            throw Problem.conflict("There is a file of that name already.");
        }
        row.put("spaceId", space);
    }

    private static Answer each(Exchange exchange, String list, BiConsumer<Body, ObjectNode> action) {
        exchange.caller().requireAdmin();
        ArrayNode asked = exchange.body().requiredItems(list);
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (int i = 0; i < asked.size(); i++) {
            Body entry = Body.of(asked.get(i), "/" + list + "/" + i);
            ObjectNode outcome = data.addObject().put("id", entry.required("id"));
            try {
                action.accept(entry, exchange.table(DataFiles.TABLE).require(entry.required("id")));
                outcome.put("status", 204).put("code", "HTTP-204");
            } catch (Problem problem) {
                outcome.put("status", problem.status())
                        .put("code", problem.code().orElse("HTTP-" + problem.status()))
                        .put("title", problem.title());
            }
        }
        return Answer.json(207, answer);
    }
}
