package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/** Another space or owner: Qlik takes both in one call that keeps the connection's id. */
final class Moves {
    private static final KindName SPACE = KindName.of("Space");
    private static final KindName USER = KindName.of("User");

    private Moves() {}

    static boolean givesAway(Change change) {
        return change.fields().stream()
                .anyMatch(field -> field.path().toString().equals("/owner")
                        && !field.desired().isNull());
    }

    static boolean changesSpace(Change change) {
        return change.live().isPresent()
                && change.fields().stream()
                        .anyMatch(field -> field.path().toString().equals("/space"));
    }

    /** Whatever of both differs. */
    static Step step(Change change) {
        boolean space = changesSpace(change);
        return step(change, space ? "move connection" : "set owner", space, givesAway(change));
    }

    /** A connection that was just made goes to its owner. */
    static Step toOwner(Change change) {
        return step(change, "set owner", false, true);
    }

    private static Step step(Change change, String name, boolean space, boolean owner) {
        return Step.updates(name, binding -> request(change, space, owner, binding))
                .then((reply, binding) -> check(reply));
    }

    private static QlikRequest request(Change change, boolean toSpace, boolean toOwner, Binding binding) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        ObjectNode entry = JsonValues.object().put("id", binding.ownId());
        if (toSpace) {
            String spaceId = binding.idOf(SPACE, spec.get("space").orElseThrow());
            JsonNode space =
                    binding.qlik().get(QlikRequest.of(Operations.GET_SPACE).path("spaceId", spaceId));
            entry.put("spaceId", spaceId);
            entry.put("spaceType", space.path("type").asText());
        }
        if (toOwner) {
            entry.put("ownerId", binding.idOf(USER, spec.get("owner").orElseThrow()));
        }
        ObjectNode body = JsonValues.object();
        body.putArray("connections").add(entry);
        return QlikRequest.of(DataOperations.UPDATE_DATA_CONNECTIONS).json(body);
    }

    /** The answer is always a 207 that holds the connection's own outcome. */
    private static void check(QlikReply reply) {
        JsonNode outcome = reply.body().path("data").path(0);
        int status = outcome.path("status").asInt(reply.status());
        if (status < 400) {
            return;
        }
        ObjectNode error = JsonValues.object();
        error.putArray("errors").add(outcome.path("error"));
        throw new QlikException.Rejected(
                DataOperations.UPDATE_DATA_CONNECTIONS.id(),
                Problem.from(status, error),
                "Qlik did not move the connection: "
                        + outcome.path("error").path("title").asText("no reason given") + " (status " + status + ").");
    }
}
