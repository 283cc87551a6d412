package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** What people made in a space: apps and the like by the index of items, connections and files by their own lists. */
final class SpaceContents {
    private SpaceContents() {}

    /**
     * One word and the name for each of them.
     *
     * @param leaving ids of what is gone before the space goes
     */
    static List<String> of(QlikTenant qlik, String space, List<String> leaving) {
        List<String> inside = new ArrayList<>();
        qlik.list(QlikRequest.of(Operations.GET_ITEMS).query("spaceId", space), item -> {
            if (!leaving.contains(item.path("resourceId").asText())) {
                inside.add(item.path("resourceType").asText() + " "
                        + item.path("name").asText());
            }
        });
        QlikRequest connections = QlikRequest.of(DataOperations.GET_DATA_CONNECTIONS)
                .query("spaceId", space)
                .query("noDatafiles", "true")
                .query("includeDisabled", "true");
        qlik.list(connections, connection -> {
            boolean made = !connection.path("qType").asText().equals("qix-datafiles.exe")
                    && connection.path("space").asText().equals(space);
            if (made && !leaving.contains(connection.path("qID").asText())) {
                inside.add("dataconnection " + connection.path("qName").asText());
            }
        });
        QlikRequest places =
                QlikRequest.of(DataOperations.GET_DATA_FILES_CONNECTIONS).query("spaceId", space);
        for (JsonNode place : qlik.list(places)) {
            if (place.path("spaceId").asText().equals(space)) {
                files(qlik, place.path("id").asText(), leaving, inside);
            }
        }
        return inside;
    }

    private static void files(QlikTenant qlik, String place, List<String> leaving, List<String> inside) {
        qlik.list(QlikRequest.of(DataOperations.GET_DATA_FILES).query("connectionId", place), file -> {
            boolean counts = !file.path("folder").asBoolean(false)
                    && !leaving.contains(file.path("id").asText());
            if (counts) {
                inside.add("datafile " + file.path("name").asText());
            }
        });
    }
}
