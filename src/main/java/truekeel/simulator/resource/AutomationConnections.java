package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Route;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/workflows/automation-connections} and its deprecated twin. A connection is connected when all of its
 * parameters have values; one without parameters is of the sort that a person must log in to, and gives a
 * {@code redirect}. Values of parameters never come back (unconfirmed).
 */
final class AutomationConnections implements Resource {
    private static final String TABLE = "automationConnections";
    private static final Paging PAGING = Paging.by("cursor", 100, 100);
    private static final ScimFilter FILTER =
            ScimFilter.none().allow(Set.of("eq", "ne", "co", "sw"), "name", "connectorId", "ownerId", "spaceId");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "AUTOMATION-CONNECTIONS-");
    }

    @Override
    public void register(Routes routes) {
        register(routes, AutomationPaths.NEW + "automation-connections");
        AutomationPaths.announceEnd(register(routes, AutomationPaths.OLD + "automation-connections"));
    }

    private List<Route> register(Routes routes, String path) {
        String one = path + "/{id}";
        return List.of(
                routes.get(path, this::list),
                routes.post(path, this::create),
                routes.get(one, exchange -> Answer.ok(view(row(exchange)))),
                routes.put(one, this::replace),
                routes.delete(one, this::delete),
                routes.post(one + "/actions/change-owner", this::changeOwner),
                routes.post(one + "/actions/change-space", this::changeSpace),
                routes.post(one + "/actions/check", this::check));
    }

    private Answer list(Exchange exchange) {
        boolean all = exchange.flag("listAll");
        if (all) {
            exchange.caller().requireAdmin("admin.automations:read");
        }
        var wanted = exchange.query("filter").map(FILTER::parse).orElse(row -> true);
        List<ObjectNode> found =
                exchange.table(TABLE).where(row -> (all || Automations.sees(exchange, row)) && wanted.test(row));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("id", "name", "createdAt", "updatedAt"));
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(row -> {
            ObjectNode view = view(row);
            view.remove(List.of("params", "redirect"));
            return view;
        }));
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table(TABLE)
                .get(exchange.param("id"))
                .filter(row -> Automations.sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no connection " + exchange.param("id") + "."));
    }

    private static ObjectNode owned(Exchange exchange) {
        ObjectNode row = row(exchange);
        if (!Automations.isOwner(exchange, row) && !exchange.caller().may("admin.automations")) {
            throw Problem.forbidden("Only its owner may change a connection.");
        }
        return row;
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().uuid());
        row.put("connectorId", body.required("connectorId"));
        row.put("name", body.text("name", 256).orElse("Connection"));
        row.put("spaceId", Automations.space(exchange, body.text("spaceId").orElse("")));
        row.put("ownerId", exchange.caller().userId());
        ArrayNode params = row.putArray("_params");
        for (JsonNode param : body.items("params").orElseGet(Json::array)) {
            Body one = Body.of(param, "/params");
            params.addObject()
                    .put("id", exchange.ids().uuid())
                    .put("name", one.required("name"))
                    .put("value", one.text("value").orElse(""));
        }
        row.put("createdAt", Stamp.millis(exchange.now()));
        row.put("updatedAt", Stamp.millis(exchange.now()));
        return Answer.created(view(exchange.table(TABLE).add(row)));
    }

    private Answer replace(Exchange exchange) {
        ObjectNode row = owned(exchange).deepCopy();
        Body body = exchange.body();
        body.text("name", 256).ifPresent(name -> row.put("name", name));
        for (JsonNode param : body.items("params").orElseGet(Json::array)) {
            Body one = Body.of(param, "/params");
            String id = one.required("id");
            boolean known = false;
            for (JsonNode held : row.path("_params")) {
                if (held.path("id").asText().equals(id)) {
                    ((ObjectNode) held).put("value", one.text("value").orElse(""));
                    known = true;
                }
            }
            if (!known) {
                throw one.bad("id", "There is no such parameter.");
            }
        }
        row.put("updatedAt", Stamp.millis(exchange.now()));
        return Answer.ok(view(exchange.table(TABLE).add(row)));
    }

    private Answer delete(Exchange exchange) {
        exchange.table(TABLE).remove(owned(exchange).path("id").asText());
        return Answer.noContent();
    }

    private Answer changeOwner(Exchange exchange) {
        ObjectNode row = owned(exchange);
        Body body = exchange.body();
        String user = body.required("userId");
        if (exchange.table("users").get(user).isEmpty()) {
            throw body.bad("userId", "There is no such user.");
        }
        row.put("ownerId", user);
        return Answer.noContent();
    }

    private Answer changeSpace(Exchange exchange) {
        owned(exchange)
                .put(
                        "spaceId",
                        Automations.space(
                                exchange, exchange.body().text("spaceId").orElse("")));
        return Answer.noContent();
    }

    private Answer check(Exchange exchange) {
        boolean connected = view(row(exchange)).path("isConnected").asBoolean();
        return Answer.ok(Json.object().put("connected", connected).put("is_connected", connected));
    }

    private static ObjectNode view(ObjectNode row) {
        ObjectNode view = Json.served(row);
        ArrayNode params = view.putArray("params");
        boolean connected = !row.path("_params").isEmpty();
        for (JsonNode held : row.path("_params")) {
            connected &= !held.path("value").asText().isEmpty();
            params.addObject().set("id", held.path("id"));
            ((ObjectNode) params.get(params.size() - 1)).set("name", held.path("name"));
        }
        view.put("isConnected", connected);
        if (!connected) {
            view.put("redirect", "https://login.example/connect");
        }
        return view;
    }
}
