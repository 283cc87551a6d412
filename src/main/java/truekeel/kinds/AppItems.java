package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * The index of a tenant's apps, as one look sees it: Qlik has no list of apps, only one of items that lags. Whoever
 * wants apps, what waits for a space, or what is in collections, reads the same list.
 */
public final class AppItems {
    /** How long it may lag behind the apps themselves. */
    public static final Duration LAG = Duration.ofMinutes(2);

    /** Large, and of no use: what the caller may do, and where to click. */
    private static final List<String> UNUSED = List.of("links", "actions", "itemViews");

    private final QlikTenant qlik;
    private final Once<List<JsonNode>> items = new Once<>();

    AppItems(QlikTenant qlik) {
        this.qlik = qlik;
    }

    /**
     * Whether an app's attributes are those of one that a client-managed site distributed: that is what
     * {@code published} means, and what was published within the cloud has an origin.
     */
    public static boolean isDistributed(JsonNode attributes) {
        return attributes.path("published").asBoolean(false)
                && attributes.path("originAppId").asText("").isEmpty();
    }

    /** Every app's item; throws {@link QlikException}. */
    public List<JsonNode> all() {
        return items.get(this::read);
    }

    private List<JsonNode> read() {
        List<JsonNode> read = new ArrayList<>();
        qlik.list(QlikRequest.of(Operations.GET_ITEMS).query("resourceType", "app"), item -> {
            if (item instanceof ObjectNode object) {
                object.remove(UNUSED);
            }
            read.add(item);
        });
        return List.copyOf(read);
    }
}
