package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/**
 * {@code /api/connectivity/data-credentials} and its older twin, as far as connections bring them into being: looked at
 * and deleted by their owner or an admin, never with what they hold.
 */
final class DataCredentials implements Resource {
    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "DCR-");
    }

    @Override
    public void register(Routes routes) {
        for (String path : List.of("/api/connectivity/data-credentials", "/api/v1/data-credentials")) {
            routes.get(path + "/{qID}", exchange -> Answer.ok(view(exchange, row(exchange))));
            routes.delete(path + "/{qID}", this::delete);
        }
    }

    private static ObjectNode row(Exchange exchange) {
        String asked = exchange.param("qID");
        Optional<ObjectNode> found = exchange.flag("byCredentialName")
                ? exchange.table(ConnectionBody.CREDENTIALS).by("qName", asked)
                : exchange.table(ConnectionBody.CREDENTIALS).get(asked);
        return found.filter(row -> exchange.caller().isAdmin()
                        || row.path("user").asText().equals(exchange.caller().userId()))
                .orElseThrow(() -> Problem.notFound("There is no credential " + asked + "."));
    }

    /** Tells how many connections stand on it. */
    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        String id = row.path("qID").asText();
        return Json.served(row).put("qConnCount", users(exchange, id).size());
    }

    private static List<ObjectNode> users(Exchange exchange, String id) {
        return exchange.table(DataConnections.TABLE)
                .where(row -> row.path("qCredentialsID").asText().equals(id));
    }

    private Answer delete(Exchange exchange) {
        String id = row(exchange).path("qID").asText();
        exchange.table(ConnectionBody.CREDENTIALS).remove(id);
        users(exchange, id).forEach(row -> {
            row.remove("qCredentialsID");
            row.putObject("_secrets");
        });
        return Answer.noContent();
    }
}
