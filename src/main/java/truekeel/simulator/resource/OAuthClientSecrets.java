package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/** The secrets of a client, at most five; afterwards each is known by its hint only. */
final class OAuthClientSecrets {
    private static final int MOST = 5;
    /** So that a search for leaks can tell a client's secret wherever it went. */
    private static final String MARK = "simulatedClientSecret";

    private OAuthClientSecrets() {}

    /** Whether clients of that sort have secrets. */
    static boolean mayHold(ObjectNode row) {
        return row.path("appType").asText().equals("web")
                && Json.texts(row.path("allowedAuthMethods")).contains("client_secret");
    }

    /** The answer that tells the new secret. */
    static ObjectNode add(ObjectNode row, Exchange exchange) {
        if (row.path("clientSecrets").size() >= MOST) {
            throw Problem.conflict("A client has at most " + MOST + " secrets.");
        }
        String hint = exchange.ids().hex24();
        String secret = MARK + exchange.ids().hex32();
        row.withObject("/_secrets").put(hint, secret);
        row.withArray("clientSecrets")
                .addObject()
                .put("hint", hint)
                .put("createdAt", Stamp.millis(exchange.now()))
                .put("createdBy", exchange.caller().userId());
        return Json.object()
                .put("clientId", row.path("clientId").asText())
                .put("clientSecret", secret)
                .put("hint", hint)
                .put("createdAt", Stamp.millis(exchange.now()))
                .put("createdBy", exchange.caller().userId());
    }

    static void remove(ObjectNode row, String hint) {
        ArrayNode kept = Json.array();
        for (JsonNode secret : row.path("clientSecrets")) {
            if (!secret.path("hint").asText().equals(hint)) {
                kept.add(secret);
            }
        }
        if (kept.size() == row.path("clientSecrets").size()) {
            throw Problem.notFound("No such secret.");
        }
        row.set("clientSecrets", kept);
        row.withObject("/_secrets").remove(hint);
    }
}
