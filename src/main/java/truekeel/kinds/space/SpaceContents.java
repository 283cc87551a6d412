package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Operation;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.WorkOperations;

/**
 * What people made in a space: apps and the like by the index of items, automations, connections and files by their own
 * lists.
 */
final class SpaceContents {
    private static final KindName FILE = KindName.of("DataFile");
    private static final String TOTAL = "totalFileCount";

    private SpaceContents() {}

    /**
     * One word and the name for each of them.
     *
     * @param leaving what is gone before the space goes
     */
    static List<String> of(QlikTenant qlik, String space, List<Live> leaving) {
        List<String> inside = new ArrayList<>();
        Set<String> counted = leaving.stream().map(Live::id).collect(Collectors.toCollection(HashSet::new));
        qlik.list(QlikRequest.of(Operations.GET_ITEMS).query("spaceId", space), item -> {
            if (counted.add(item.path("resourceId").asText())) {
                inside.add(item.path("resourceType").asText() + " "
                        + item.path("name").asText());
            }
        });
        work(qlik, space, counted, inside);
        connections(qlik, space, counted, inside);
        long files = files(qlik, space)
                - leaving.stream().filter(live -> isFileOf(live, space)).count();
        if (files > 0) {
            inside.add(files + (files == 1 ? " data file" : " data files"));
        }
        return inside;
    }

    private static void connections(QlikTenant qlik, String space, Set<String> counted, List<String> inside) {
        QlikRequest connections = QlikRequest.of(DataOperations.GET_DATA_CONNECTIONS)
                .query("spaceId", space)
                .query("noDatafiles", "true")
                .query("includeDisabled", "true");
        qlik.list(connections, connection -> {
            boolean made = !connection.path("qType").asText().equals("qix-datafiles.exe")
                    && connection.path("space").asText().equals(space);
            if (made && !counted.contains(connection.path("qID").asText())) {
                inside.add("data connection " + connection.path("qName").asText());
            }
        });
    }

    private static boolean isFileOf(Live live, String space) {
        return live.kind().equals(FILE) && live.facts().text(Seen.SPACE_ID).equals(Optional.of(space));
    }

    /** By the sums that Qlik keeps of a space: files that are seen, those of apps, and those that are not shown. */
    private static long files(QlikTenant qlik, String space) {
        QlikRequest places = QlikRequest.of(DataOperations.GET_DATA_FILES_CONNECTIONS)
                .query("spaceId", space)
                .query("includeSpaceStats", "true");
        long files = 0;
        for (JsonNode place : qlik.list(places)) {
            if (place.path("spaceId").asText().equals(space)) {
                files += files(place.path("spaceStats"));
            }
        }
        return files;
    }

    private static long files(JsonNode stats) {
        if (!stats.has(TOTAL)) {
            throw new QlikException.Malformed(
                    DataOperations.GET_DATA_FILES_CONNECTIONS.id(),
                    Problem.ofStatus(200),
                    "Qlik does not tell how many data files the space holds.",
                    null);
        }
        return stats.path(TOTAL).asLong()
                + stats.path("totalAppScopedFileCount").asLong()
                + stats.path("totalInternalFileCount").asLong();
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
}
