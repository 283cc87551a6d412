package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/**
 * What is inside apps, as far as it outlives or does not outlive what is done to them: rows of the table
 * {@code appObjects} with {@code appId}, {@code type} ({@code sheet}, {@code bookmark}, {@code story}),
 * {@code ownerId}, and {@code base} for what belongs to the app itself. The rest is people's own: bookmarks, private
 * and community sheets. REST has no list of them, so they come by the tenant's state document. Publishing brings base
 * objects only; publishing again replaces those and leaves people's own, which go with an app that is deleted and come
 * back with one that is restored.
 */
final class AppObjects implements Resource {
    private static final String TABLE = "appObjects";

    @Override
    public Dialect dialect() {
        return Apps.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.post("/api/v1/apps/{appId}/objects/{objectId}/actions/change-owner", this::giveAway);
    }

    private Answer giveAway(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        ObjectNode object = exchange.table(TABLE)
                .get(exchange.param("objectId"))
                .filter(row -> row.path("appId").equals(app.path("id")))
                .orElseThrow(() -> Problem.notFound("The app has no object " + exchange.param("objectId") + "."));
        boolean mine = object.path("ownerId").asText().equals(exchange.caller().userId());
        if (!mine && !exchange.caller().may("admin.apps")) {
            throw Problem.badRequest("Only its owner may give an object away.");
        }
        String owner = exchange.body().required("ownerId");
        if (exchange.table("users").get(owner).isEmpty()) {
            throw Problem.badField("/ownerId", "There is no user " + owner + ".");
        }
        object.put("ownerId", owner);
        ObjectNode body = Json.object();
        body.set("attributes", Json.served(object));
        return Answer.ok(body);
    }

    /** The base objects of one app become those of another; what people made there stays. */
    static void replaceBase(Exchange exchange, String from, String to) {
        exchange.table(TABLE)
                .removeIf(row -> row.path("appId").asText().equals(to)
                        && row.path("base").asBoolean());
        for (ObjectNode row : exchange.table(TABLE)
                .where(object -> object.path("appId").asText().equals(from)
                        && object.path("base").asBoolean())) {
            ObjectNode twin = row.deepCopy();
            twin.put("id", exchange.ids().uuid());
            twin.put("appId", to);
            twin.remove("_n");
            exchange.table(TABLE).add(twin);
        }
    }

    /** The app is gone for good. */
    static void forget(Exchange exchange, String app) {
        exchange.table(TABLE).removeIf(row -> row.path("appId").asText().equals(app));
    }
}
