package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;

/**
 * What no call of Qlik's API makes: {@code {"do": "SEED apps", "body": {…}}} in a script adds a row to a table of the
 * tenant, by way of its state document.
 */
final class Seeding {
    static final String VERB = "SEED";
    private static final String STATE = "/__sim/tenants/" + GoldenCase.HOST + "/state";

    private Seeding() {}

    static void add(Driver admin, String table, JsonNode row) {
        ObjectNode state = (ObjectNode) admin.get(STATE).json();
        ((ObjectNode) state.path("tables")).withArrayProperty(table).add(row);
        int status = admin.send("PUT", STATE, "application/json", Payload.of(state.toString()))
                .status();
        if (status >= 300) {
            throw new AssertionError("The state document is answered with " + status + ".");
        }
    }
}
