package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** The looks at single apps that steps and surveys take. */
final class AppReads {
    private static final int MOST_IDS = 100;

    private AppReads() {}

    /** The app itself; empty when it is gone. */
    static Optional<AppView> byId(QlikTenant qlik, String id) {
        try {
            return Optional.of(AppView.ofApp(
                    qlik.get(QlikRequest.of(Operations.GET_APP_INFO).path("appId", id))));
        } catch (QlikException.Missing gone) {
            return Optional.empty();
        }
    }

    /** The apps of a space whose names hold a text, as the lagging index shows them. */
    static List<AppView> inSpace(QlikTenant qlik, String spaceId, String name) {
        QlikRequest request = QlikRequest.of(Operations.GET_ITEMS)
                .query("resourceType", "app")
                .query("spaceId", spaceId)
                .query("name", name);
        return qlik.list(request).stream().map(AppView::ofItem).toList();
    }

    /** The app's item in the lagging index; empty while the index does not show it. */
    static Optional<JsonNode> item(QlikTenant qlik, String id) {
        return items(qlik, List.of(id)).stream().findFirst();
    }

    /** The items of these apps, as far as the index shows them. */
    static List<JsonNode> items(QlikTenant qlik, List<String> ids) {
        List<JsonNode> items = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IDS));
            QlikRequest request = QlikRequest.of(Operations.GET_ITEMS)
                    .query("resourceType", "app")
                    .query("resourceIds", String.join(",", some));
            qlik.list(request, item -> {
                if (some.contains(item.path("resourceId").asText())) {
                    items.add(item);
                }
            });
        }
        return items;
    }

    /**
     * The app that an answer is about. Of one that was found after a lost answer only the id is known, and an answer
     * may lack the app altogether; then the app itself is read, the given one at last.
     */
    static AppView answered(QlikReply reply, Binding binding, String id) {
        if (reply.body().has("attributes")) {
            return AppView.ofApp(reply.body());
        }
        String found = reply.body().path("id").asText(id);
        return AppView.ofApp(
                binding.qlik().get(QlikRequest.of(Operations.GET_APP_INFO).path("appId", found)));
    }
}
