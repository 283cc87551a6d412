package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** The list of a tenant's spaces, as one look sees it. */
public final class SpaceList {
    private final QlikTenant qlik;
    private final Once<List<JsonNode>> spaces = new Once<>();

    SpaceList(QlikTenant qlik) {
        this.qlik = qlik;
    }

    /** Every space; throws {@link QlikException}. */
    public List<JsonNode> all() {
        return spaces.get(() -> List.copyOf(qlik.list(QlikRequest.of(Operations.GET_SPACES))));
    }
}
