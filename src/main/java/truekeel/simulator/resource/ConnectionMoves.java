package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiConsumer;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/** The actions for many connections: for admins, each entry with an outcome of its own. */
final class ConnectionMoves {
    private ConnectionMoves() {}

    static Answer update(Exchange exchange) {
        return each(exchange, (entry, row) -> move(exchange, entry, row));
    }

    static Answer delete(Exchange exchange) {
        return each(exchange, (entry, row) -> DataConnections.remove(exchange, row));
    }

    private static Answer each(Exchange exchange, BiConsumer<Body, ObjectNode> action) {
        exchange.caller().requireAdmin();
        ArrayNode asked = exchange.body().requiredItems("connections");
        for (int i = 0; i < asked.size(); i++) {
            Body.of(asked.get(i), "/connections/" + i).required("id");
        }
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (int i = 0; i < asked.size(); i++) {
            Body entry = Body.of(asked.get(i), "/connections/" + i);
            data.add(outcome(exchange, entry, action));
        }
        return Answer.json(207, answer);
    }

    private static JsonNode outcome(Exchange exchange, Body entry, BiConsumer<Body, ObjectNode> action) {
        ObjectNode outcome = Json.object().put("id", entry.required("id"));
        try {
            action.accept(entry, DataConnections.table(exchange).require(entry.required("id")));
            return outcome.put("status", 204);
        } catch (Problem problem) {
            outcome.put("status", problem.status());
            outcome.putObject("error")
                    .put("code", "DC-" + problem.status())
                    .put("title", problem.title())
                    .put("detail", problem.detail().orElse(""))
                    .put("status", problem.status());
            return outcome;
        }
    }

    /** Embedded credentials stay behind with the former owner. */
    private static void move(Exchange exchange, Body entry, ObjectNode row) {
        ObjectNode changed = row.deepCopy();
        Optional<String> space = entry.text("spaceId");
        if (space.isPresent()) {
            String type = entry.required("spaceType");
            changed.put("space", space.get());
            checkSpace(exchange, space.get(), type, entry);
        }
        Optional<String> owner = entry.text("ownerId");
        if (owner.isPresent()) {
            if (exchange.table("users").get(owner.get()).isEmpty()) {
                throw entry.bad("ownerId", "There is no such user.");
            }
            changed.put("user", owner.get());
        }
        DataConnections.refuseTaken(exchange, changed, row.path("qID").asText());
        if (!changed.path("user").equals(row.path("user"))) {
            ConnectionBody.detach(changed);
        }
        ConnectionBody.settle(exchange, row, changed);
        changed.put("updated", Stamp.millis(exchange.now()));
        row.removeAll();
        row.setAll(changed);
    }

    private static void checkSpace(Exchange exchange, String space, String type, Body entry) {
        if (space.isEmpty()) {
            if (!type.equals("personal")) {
                throw entry.bad("spaceType", "Without a space the type is personal.");
            }
            return;
        }
        ObjectNode found = exchange.table("spaces").require(space);
        if (!found.path("type").asText().equals(type)) {
            throw entry.bad(
                    "spaceType",
                    "The space is of the type " + found.path("type").asText() + ".");
        }
    }

    static Answer duplicate(Exchange exchange) {
        Body body = exchange.body();
        ObjectNode source = DataConnections.table(exchange).require(body.required("id"));
        ObjectNode copy = source.deepCopy();
        copy.remove("_n");
        String id = exchange.ids().uuid();
        copy.put("id", id).put("qID", id).put("qEngineObjectID", id);
        copy.put("qName", body.text("name").orElse(source.path("qName").asText() + " (1)"));
        copy.put("space", body.text("spaceId").orElse(source.path("space").asText()));
        copy.put("user", exchange.caller().userId());
        copy.remove("qCredentialsID");
        if (!DataConnections.sees(exchange, source) || !DataConnections.mayEdit(exchange, copy)) {
            throw Problem.forbidden("The caller may not make connections there.");
        }
        DataConnections.refuseTaken(exchange, copy, "");
        ConnectionBody.credentials(exchange, copy);
        DataConnections.table(exchange).add(copy);
        return Answer.created(DataConnections.created(DataConnections.view(exchange, copy)));
    }
}
