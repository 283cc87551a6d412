package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * {@code /api/connectivity/data-connections} and its older twin {@code /api/v1/data-connections}, which calls
 * {@code createdAt} {@code created}; the tenant option {@code connectivityConnections: false} leaves only the latter.
 * Names are unique in a space. Without a space a connection is the caller's own. Credentials never come back. The
 * connections of the spaces' own files are shown and cannot be touched.
 */
final class DataConnections implements Resource {
    static final String TABLE = "dataConnections";
    private static final String PATH = "/api/connectivity/data-connections";
    private static final String OLD = "/api/v1/data-connections";
    private static final Paging PAGING = Paging.by("page", 20, 100);
    /** A list without a limit is the whole list. */
    private static final Paging EVERYTHING = Paging.by("page", Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Set<String> OPERATORS = Set.of("eq", "ne", "co", "sw");
    private static final ScimFilter FILTER =
            ScimFilter.none().allow(OPERATORS, "qName", "qID", "qType", "datasourceID", "space", "user");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "DC-");
    }

    @Override
    public void register(Routes routes) {
        for (String path : List.of(PATH, OLD)) {
            routes.get(path, exchange -> there(exchange, this::list));
            routes.post(path, exchange -> there(exchange, this::create));
            routes.post(path + "/actions/update", exchange -> there(exchange, ConnectionMoves::update));
            routes.post(path + "/actions/delete", exchange -> there(exchange, ConnectionMoves::delete));
            routes.post(path + "/actions/duplicate", exchange -> there(exchange, ConnectionMoves::duplicate));
            routes.get(path + "/{qID}", exchange -> there(exchange, DataConnections::read));
            routes.patch(path + "/{qID}", exchange -> there(exchange, DataConnections::patch));
            routes.put(path + "/{qID}", exchange -> there(exchange, DataConnections::replace));
            routes.delete(path + "/{qID}", exchange -> there(exchange, DataConnections::delete));
        }
    }

    private interface Handling {
        Answer handle(Exchange exchange);
    }

    private static Answer there(Exchange exchange, Handling handling) {
        boolean isNew = exchange.call().path().startsWith(PATH);
        if (isNew && !exchange.tenant().options().flag("connectivityConnections", true)) {
            throw Problem.notFound("No such path: " + exchange.call().path());
        }
        return handling.handle(exchange);
    }

    static Table table(Exchange exchange) {
        return exchange.table(TABLE);
    }

    private Answer list(Exchange exchange) {
        Optional<String> space = exchange.query("spaceId");
        boolean personal = exchange.flag("personal") && space.isEmpty();
        boolean mine = exchange.flag("ownedByMe");
        boolean disabledToo = exchange.flag("includeDisabled");
        List<ObjectNode> found = new ArrayList<>(table(exchange)
                .where(row -> sees(exchange, row)
                        && space.map(row.path("space").asText()::equals).orElse(true)
                        && (!personal || row.path("space").asText().isEmpty())
                        && (!mine
                                || row.path("user")
                                        .asText()
                                        .equals(exchange.caller().userId()))
                        && (disabledToo
                                || !SourceCatalogue.isDisabled(
                                        exchange, row.path("datasourceID").asText()))));
        if (exchange.query("filter").isPresent()) {
            found.removeIf(FILTER.parse(exchange.query("filter").get()).negate());
        } else if (!exchange.flag("noDatafiles") && !personal) {
            found.addAll(fileConnections(exchange, space));
        }
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("_id", "qName", "created", "updated"));
        boolean whole =
                exchange.query("limit").isEmpty() && exchange.query("page").isEmpty();
        ObjectNode body =
                (whole ? EVERYTHING : PAGING).page(exchange, found, sort).envelope(row -> view(exchange, row));
        body.putObject("meta").put("count", found.size());
        return Answer.ok(body);
    }

    /** Each space's own files are a connection that nobody made. */
    private static List<ObjectNode> fileConnections(Exchange exchange, Optional<String> asked) {
        Rights rights = Rights.of(exchange);
        List<ObjectNode> found = new ArrayList<>();
        long place = 1_000_000;
        for (ObjectNode space : exchange.table("spaces").where(rights::sees)) {
            String id = space.path("id").asText();
            if (asked.map(id::equals).orElse(true)) {
                found.add(fileConnection(exchange, id, place++));
            }
        }
        return found;
    }

    private static ObjectNode fileConnection(Exchange exchange, String space, long place) {
        // its own id, and not that of the same thing in the data files' API
        String id = UUID.nameUUIDFromBytes(("files of " + space).getBytes(StandardCharsets.UTF_8))
                .toString();
        ObjectNode row = Json.object();
        row.put("_n", place);
        row.put("qID", id);
        row.put("qEngineObjectID", id);
        row.put("qName", "DataFiles");
        row.put("qType", "qix-datafiles.exe");
        row.put("qConnectStatement", "CUSTOM CONNECT TO \"provider=qix-datafiles.exe;path=" + space + ":;\"");
        row.put("qArchitecture", 0);
        row.put("qLogOn", 0);
        row.put("space", space);
        row.put("tenant", exchange.tenant().id());
        return row;
    }

    static boolean sees(Exchange exchange, ObjectNode row) {
        String space = row.path("space").asText();
        boolean own = row.path("user").asText().equals(exchange.caller().userId());
        return space.isEmpty()
                ? own || exchange.caller().isAdmin()
                : exchange.table("spaces")
                        .get(space)
                        .filter(Rights.of(exchange)::sees)
                        .isPresent();
    }

    /** The connection of the request, by its id or by its name in a space. */
    private static ObjectNode row(Exchange exchange) {
        String asked = exchange.param("qID");
        Optional<ObjectNode> found;
        if (exchange.query("type").isPresent()) {
            String space = exchange.query("spaceId").orElse("");
            found = table(exchange)
                    .first(row -> row.path("qName").asText().equals(asked)
                            && row.path("space").asText().equals(space));
        } else if (UUID_FORM.matcher(asked).matches()) {
            found = table(exchange).get(asked);
        } else {
            throw Problem.badRequest("The id of a connection must be a UUID.");
        }
        return found.filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no connection " + asked + "."));
    }

    static boolean mayEdit(Exchange exchange, ObjectNode row) {
        String space = row.path("space").asText();
        return space.isEmpty()
                ? row.path("user").asText().equals(exchange.caller().userId())
                : exchange.table("spaces")
                        .get(space)
                        .filter(Rights.of(exchange)::keepsData)
                        .isPresent();
    }

    private static ObjectNode editable(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!mayEdit(exchange, row)) {
            throw Problem.forbidden("The caller may not change connections there.");
        }
        return row;
    }

    private static Answer read(Exchange exchange) {
        ObjectNode row = row(exchange);
        ObjectNode view = view(exchange, row);
        if (exchange.flag("parseConnection")) {
            view.set("connectionProperties", ConnectionBody.shown(exchange, row));
        }
        return Answer.ok(view);
    }

    static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.remove("id");
        boolean isNew = exchange.call().path().startsWith(PATH);
        if (isNew && view.has("created")) {
            view.set("createdAt", view.remove("created"));
        }
        if (view.path("space").asText("").isEmpty()) {
            view.remove("space");
        }
        List<String> privileges = new ArrayList<>(List.of("list", "read"));
        if (mayEdit(exchange, row) && !row.path("qType").asText().equals("qix-datafiles.exe")) {
            privileges.addAll(List.of("update", "delete"));
        }
        view.set("privileges", Json.texts(privileges));
        view.set(
                "links",
                exchange.selfLink((isNew ? PATH : OLD) + "/" + row.path("qID").asText()));
        return view;
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        Optional<String> signIn = ConnectionBody.signIn(body);
        if (signIn.isPresent()) {
            return Answer.created(Json.object().put("authUrl", signIn.get()));
        }
        ObjectNode row = ConnectionBody.fresh(exchange, body);
        String space = row.path("space").asText();
        if (!space.isEmpty()
                && !Rights.of(exchange).keepsData(Rights.of(exchange).space(space))) {
            throw Problem.forbidden("The caller may not make connections in this space.");
        }
        refuseTaken(exchange, row, "");
        ConnectionBody.credentials(exchange, row);
        table(exchange).add(row);
        return Answer.created(created(view(exchange, row)));
    }

    static JsonNode created(ObjectNode view) {
        view.remove(List.of("tags", "datasourceID", "tenant"));
        view.put("qLogOn", "0");
        return view;
    }

    static void refuseTaken(Exchange exchange, ObjectNode row, String except) {
        boolean own = row.path("space").asText().isEmpty();
        boolean taken = table(exchange)
                .first(other -> other.path("qName")
                                .asText()
                                .equals(row.path("qName").asText())
                        && other.path("space").asText().equals(row.path("space").asText())
                        && (!own
                                || other.path("user")
                                        .asText()
                                        .equals(row.path("user").asText()))
                        && !other.path("qID").asText().equals(except))
                .isPresent();
        if (taken || row.path("qName").asText().equals("DataFiles")) {
            throw Problem.conflict(
                    "A connection named " + row.path("qName").asText() + " exists already in the space.");
        }
    }

    private static Answer patch(Exchange exchange) {
        ObjectNode row = editable(exchange);
        save(exchange, row, ConnectionPatch.patched(exchange, row));
        return Answer.noContent();
    }

    private static Answer replace(Exchange exchange) {
        ObjectNode row = editable(exchange);
        save(exchange, row, ConnectionBody.replaced(exchange, row));
        return Answer.noContent();
    }

    private static void save(Exchange exchange, ObjectNode row, ObjectNode changed) {
        refuseTaken(exchange, changed, row.path("qID").asText());
        ConnectionBody.settle(exchange, row, changed);
        changed.put("updated", Stamp.millis(exchange.now()));
        row.removeAll();
        row.setAll(changed);
    }

    private static Answer delete(Exchange exchange) {
        remove(exchange, editable(exchange));
        return Answer.noContent();
    }

    static void remove(Exchange exchange, ObjectNode row) {
        table(exchange).remove(row.path("qID").asText());
        exchange.table(ConnectionBody.CREDENTIALS)
                .remove(row.path("qCredentialsID").asText());
    }
}
