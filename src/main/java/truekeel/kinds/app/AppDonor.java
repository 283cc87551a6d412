package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Donor;
import truekeel.kinds.SpaceAccess;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Apps of another tenant's shared space as the source of ours. The exported bytes of an unchanged app are not always
 * the same, and its time of change says nothing about the script and sheets; so the version is what developers write
 * into the description, from <code>{v</code> to the next brace.
 */
final class AppDonor implements Donor {
    @Override
    public String type() {
        return "shared";
    }

    @Override
    public Optional<Shelf> shelf(QlikTenant source, String space) {
        Optional<JsonNode> found = source
                .list(QlikRequest.of(Operations.GET_SPACES).query("name", space))
                .stream()
                .filter(one -> one.path("name").asText().equals(space))
                .findFirst();
        return found.map(one -> new Shelf(
                one.path("id").asText(),
                one.path("type").asText(),
                one.path("type").asText().equals(type())
                        ? offers(source, one.path("id").asText())
                        : List.of()));
    }

    private static List<Offer> offers(QlikTenant source, String spaceId) {
        List<Offer> offers = new ArrayList<>();
        source.list(
                QlikRequest.of(Operations.GET_ITEMS)
                        .query("resourceType", "app")
                        .query("spaceId", spaceId),
                item -> {
                    AppView app = AppView.ofItem(item);
                    if (app.spaceId().equals(spaceId)) {
                        offers.add(offer(app));
                    }
                });
        return offers;
    }

    private static Offer offer(AppView app) {
        return new Offer(
                app.id(), app.name(), VersionMarker.in(app.description().text()));
    }

    @Override
    public Optional<Offer> offer(QlikTenant source, String id) {
        return AppReads.byId(source, id).map(AppDonor::offer);
    }

    @Override
    public Optional<QlikRequest> access(QlikTenant source, String spaceId) {
        return SpaceAccess.toStage(source, spaceId);
    }

    /** Data stays where it is: it may be of other people, and the target reloads its own. */
    @Override
    public QlikRequest export(String id) {
        return QlikRequest.of(Operations.EXPORT_APP).path("appId", id).query("NoData", "true");
    }

    /** By the last part of the location alone, since Qlik's own pages write the path before it in two ways. */
    @Override
    public QlikRequest content(QlikReply exported) {
        String id = exported.createdId()
                .orElseThrow(() -> new QlikException.Malformed(
                        Operations.EXPORT_APP.id(),
                        Problem.ofStatus(exported.status()),
                        "The app was exported without telling where to.",
                        null));
        return QlikRequest.of(Operations.DOWNLOAD_TEMP_FILE).path("id", id);
    }
}
