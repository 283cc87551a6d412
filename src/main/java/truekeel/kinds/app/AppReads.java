package truekeel.kinds.app;

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
