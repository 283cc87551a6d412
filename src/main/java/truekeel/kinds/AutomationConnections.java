package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.WorkOperations;

/**
 * The list of a tenant's automation connections, as one look sees it: wanted for the look itself and for each change.
 */
public final class AutomationConnections {
    private final QlikTenant qlik;
    private final Once<List<JsonNode>> connections = new Once<>();

    AutomationConnections(QlikTenant qlik) {
        this.qlik = qlik;
    }

    /** Every connection of every user; throws {@link QlikException}. */
    public List<JsonNode> all() {
        return connections.get(() -> read(qlik));
    }

    /** The same as it is by now, for what is carried out after the look. */
    public static List<JsonNode> read(QlikTenant qlik) {
        return List.copyOf(qlik.list(
                QlikRequest.of(WorkOperations.GET_AUTOMATION_CONNECTIONS).query("listAll", "true")));
    }
}
