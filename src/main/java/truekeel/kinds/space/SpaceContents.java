package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Reads;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Operation;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.WorkOperations;

/**
 * What people made in a space: apps and the like by the index of items, automations, connections and files by their own
 * lists.
 */
final class SpaceContents {
    private SpaceContents() {}

    /**
     * One word and the name for each of them.
     *
     * @param leaving ids of what is gone before the space goes
     */
    static List<String> of(QlikTenant qlik, String space, List<String> leaving) {
        List<String> inside = new ArrayList<>();
        Set<String> counted = new HashSet<>(leaving);
        qlik.list(QlikRequest.of(Operations.GET_ITEMS).query("spaceId", space), item -> {
            if (counted.add(item.path("resourceId").asText())) {
                inside.add(item.path("resourceType").asText() + " "
                        + item.path("name").asText());
            }
        });
        work(qlik, space, counted, inside);
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

    /** Automations are in the index too, which lags; their connections are nowhere else. */
    private static void work(QlikTenant qlik, String space, Set<String> counted, List<String> inside) {
        work(qlik, WorkOperations.GET_AUTOMATIONS, space, entry -> {
            if (counted.add(entry.path("id").asText())) {
                inside.add("automation " + entry.path("name").asText());
            }
        });
        work(
                qlik,
                WorkOperations.GET_AUTOMATION_CONNECTIONS,
                space,
                entry ->
                        inside.add("automation connection " + entry.path("name").asText()));
    }

    private static void work(QlikTenant qlik, Operation list, String space, Consumer<JsonNode> each) {
        QlikRequest inSpace =
                QlikRequest.of(list).query("listAll", "true").query("filter", Reads.clause("spaceId", "eq", space));
        qlik.list(inSpace, entry -> {
            if (entry.path("spaceId").asText().equals(space)) {
                each.accept(entry);
            }
        });
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
