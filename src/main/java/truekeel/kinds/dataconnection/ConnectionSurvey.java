package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Owned;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * One look at a tenant's connections. The list lacks their properties, so what is declared is read by its id besides,
 * and nothing else is.
 */
final class ConnectionSurvey {
    private final Look look;
    private final Map<String, Owned> lines = new HashMap<>();
    private final List<Desired> declared;

    ConnectionSurvey(Look look) {
        this.look = look;
        look.owned(DataConnectionKind.NAME).forEach(line -> lines.put(line.liveId(), line));
        this.declared = look.declared(DataConnectionKind.NAME).stream()
                .filter(desired -> !desired.isAbsent())
                .toList();
    }

    void each(Consumer<Seen> each) {
        if (!look.only().isEmpty()) {
            look.only().stream()
                    .sorted()
                    .flatMap(id -> Reads.one(look.qlik(), one(id)).stream())
                    .filter(ConnectionView::isResource)
                    .map(node -> view(node, meant(node, Set.of())).whole())
                    .forEach(each);
            return;
        }
        List<JsonNode> listed = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        look.qlik().list(list(), node -> {
            if (ConnectionView.isResource(node)) {
                listed.add(node);
                ids.add(ConnectionView.id(node));
            }
        });
        look.branches().map(listed, node -> seen(node, ids)).forEach(each);
    }

    /** Connections of a switched-off source are there nevertheless. */
    static QlikRequest list() {
        return QlikRequest.of(DataOperations.GET_DATA_CONNECTIONS)
                .query("noDatafiles", "true")
                .query("includeDisabled", "true");
    }

    static QlikRequest one(String id) {
        return QlikRequest.of(DataOperations.GET_DATA_CONNECTION)
                .path("qID", id)
                .query("parseConnection", "true");
    }

    /** What the list shows is there, whatever a look at it alone says. */
    private Seen seen(JsonNode listed, Set<String> ids) {
        List<Desired> meant = meant(listed, ids);
        ConnectionView view = view(listed, meant);
        if (meant.isEmpty() && !look.whole()) {
            return view.listed();
        }
        try {
            return view(look.qlik().get(one(ConnectionView.id(listed))), meant).whole();
        } catch (QlikException problem) {
            return view.listed().unknownBecause(problem);
        }
    }

    private ConnectionView view(JsonNode node, List<Desired> meant) {
        return new ConnectionView(node, meant, Optional.ofNullable(lines.get(ConnectionView.id(node))), look.whole());
    }

    /**
     * The manifests that may mean an object: by the inventory while it is there, else those of its name, whatever their
     * space.
     */
    private List<Desired> meant(JsonNode node, Set<String> ids) {
        Owned line = lines.get(ConnectionView.id(node));
        List<Desired> byId = declared.stream()
                .filter(desired -> line != null && line.ref().equals(desired.ref()))
                .toList();
        return byId.isEmpty()
                ? declared.stream()
                        .filter(desired -> ConnectionView.isNamedBy(node, desired))
                        .filter(desired -> isUnfound(desired, ids))
                        .toList()
                : byId;
    }

    private boolean isUnfound(Desired desired, Set<String> ids) {
        return lines.values().stream()
                .noneMatch(line -> line.ref().equals(desired.ref()) && ids.contains(line.liveId()));
    }
}
