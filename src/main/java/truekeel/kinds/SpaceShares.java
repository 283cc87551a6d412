package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.model.Desired;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * The shares of a tenant's managed spaces, as one look sees them. Several kinds want them, Qlik lists them space by
 * space: each space is read once, by whichever kind comes first, and a failure is everybody's.
 */
public final class SpaceShares {
    private static final String TYPE = "type";
    private static final String LINK = "link";

    private final QlikTenant qlik;
    private final boolean all;
    private final Map<String, Once<List<JsonNode>>> bySpace = new ConcurrentHashMap<>();

    /** @param all whether people's shares are wanted too, of which a space may have many */
    private SpaceShares(QlikTenant qlik, boolean all) {
        this.qlik = qlik;
        this.all = all;
    }

    /** For a look at what is declared: links alone, unless a manifest says with whom an app is shared. */
    static SpaceShares of(QlikTenant qlik, List<Desired> declared, boolean whole) {
        return new SpaceShares(
                qlik,
                whole || declared.stream().anyMatch(desired -> desired.spec().has("access")));
    }

    /** The shares of type {@code link} of one space, disabled ones too; throws {@link QlikException}. */
    public List<JsonNode> links(String spaceId) {
        return of(spaceId).stream().filter(SpaceShares::isLink).toList();
    }

    /** The shares with users and groups of one space; throws {@link QlikException}. */
    public List<JsonNode> people(String spaceId) {
        return of(spaceId).stream().filter(share -> !isLink(share)).toList();
    }

    private static boolean isLink(JsonNode share) {
        return share.path(TYPE).asText().equals(LINK);
    }

    private List<JsonNode> of(String spaceId) {
        return bySpace.computeIfAbsent(spaceId, any -> new Once<>()).get(() -> read(spaceId));
    }

    private List<JsonNode> read(String spaceId) {
        QlikRequest list = QlikRequest.of(Operations.GET_SPACE_SHARES).path("spaceId", spaceId);
        return List.copyOf(qlik.list(all ? list : list.query(TYPE, LINK)));
    }
}
