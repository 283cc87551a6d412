package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import truekeel.simulator.Answer;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Sort;

/** The built-in connection of each space, and the one of the caller's own files. Nobody makes them. */
final class FileConnections {
    private static final Paging PAGING = Paging.by("page", 20, 1000);

    private FileConnections() {}

    static Answer list(Exchange exchange) {
        List<ObjectNode> found = new ArrayList<>();
        boolean personal = exchange.flag("personal");
        boolean ofSpace = exchange.query("spaceId").isPresent();
        if (!ofSpace) {
            found.add(connection(exchange, "", 1));
        }
        long place = 2;
        for (ObjectNode space : exchange.table("spaces").rows()) {
            String id = space.path("id").asText();
            boolean asked =
                    !personal && exchange.query("spaceId").map(id::equals).orElse(true);
            if (asked && DataFiles.seesSpace(exchange, id)) {
                found.add(connection(exchange, id, place++));
            }
        }
        found.removeIf(row ->
                !exchange.query("name").map(row.path("name").asText()::equals).orElse(true));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("spaceId"));
        return Answer.ok(DataFiles.withLinks(PAGING.page(exchange, found, sort).envelope(Json::served)));
    }

    static Answer read(Exchange exchange) {
        String space = space(exchange, exchange.param("id"));
        DataFiles.requireSight(exchange, space);
        return Answer.ok(Json.served(connection(exchange, space, 1)));
    }

    private static ObjectNode connection(Exchange exchange, String space, long place) {
        ObjectNode row = Json.object();
        row.put("_n", place);
        row.put("id", id(exchange, space));
        row.put("name", "DataFiles");
        row.put("type", "qix-datafiles.exe");
        row.put("connectStatement", "CUSTOM CONNECT TO \"provider=qix-datafiles.exe;path=" + space + ":;\"");
        if (!space.isEmpty()) {
            row.put("spaceId", space);
        }
        if (exchange.flag("includeSpaceStats")) {
            row.set("spaceStats", DataFiles.stats(exchange, space, ""));
        }
        return row;
    }

    private static String id(Exchange exchange, String space) {
        String of = space.isEmpty() ? "user " + exchange.caller().userId() : "space " + space;
        return UUID.nameUUIDFromBytes(("place of the files of " + of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The space behind a connection, empty for the caller's own. */
    static String space(Exchange exchange, String connection) {
        if (connection.equals(id(exchange, ""))) {
            return "";
        }
        return exchange.table("spaces").rows().stream()
                .map(space -> space.path("id").asText())
                .filter(space -> id(exchange, space).equals(connection))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("There is no connection " + connection + ".")
                        .code("DF-014"));
    }
}
